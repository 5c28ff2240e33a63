// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/case_file.h"

#include "engine/scheduling/json_input.h"
#include "engine/scheduling/planner.h"

#include <fstream>
#include <set>
#include <sstream>

namespace jackdaw::scheduling {
namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 1'000;
constexpr std::size_t kMostPoints = 10'000;
constexpr std::uintmax_t kMostBytes = 256U << 20U;
constexpr double kLongest = 1e9; ///< seconds and GPU-seconds
constexpr double kShortest = 1e-6;

Result<double> numberIn(const JsonInput& object, const std::string& key, double low, double high)
{
    return object.member(key).and_then([&](const JsonInput& member) { return member.number(low, high); });
}

Result<Estimate> exactIn(const JsonInput& object, const std::string& key, double low, double high)
{
    return numberIn(object, key, low, high).map(Estimate::exact);
}

Result<std::vector<double>> numbersIn(const JsonInput& object, const std::string& key, double low, double high)
{
    const auto list = object.member(key);
    if (!list)
        return tl::unexpected(list.error());
    const auto size = list->size(1, kMostPoints);
    if (!size)
        return tl::unexpected(size.error());
    std::vector<double> numbers;
    for (std::size_t i = 0; i < *size; ++i) {
        const auto number = list->element(i).number(low, high);
        if (!number)
            return tl::unexpected(number.error());
        numbers.push_back(*number);
    }
    return numbers;
}

Result<InferenceProfile> readProfile(const JsonInput& root)
{
    const auto demand = numberIn(root, "infer_max_res", kShortest, 1e6);
    if (!demand)
        return tl::unexpected(demand.error());
    const auto column = root.member("inference_profile_column").and_then([](const JsonInput& m) { return m.text(); });
    if (!column)
        return tl::unexpected(column.error());
    const auto table = root.member("inference_profile");
    if (!table)
        return tl::unexpected(table.error());
    auto subsampling = numbersIn(*table, "subsampling", kShortest, 1e9);
    if (!subsampling)
        return tl::unexpected(subsampling.error());
    for (std::size_t i = 1; i < subsampling->size(); ++i)
        if ((*subsampling)[i] <= (*subsampling)[i - 1])
            return table->member("subsampling")->element(i).fault("above the number before it");
    auto factor = numbersIn(*table, *column, 0.0, 1.0);
    if (!factor)
        return tl::unexpected(factor.error());
    if (factor->size() != subsampling->size())
        return table->member(*column)->fault("as long as the list \"subsampling\"");
    return InferenceProfile{Share{*demand}, *std::move(subsampling), *std::move(factor), {}};
}

Result<RetrainingOption> readOption(const JsonInput& object, CaseColumns columns)
{
    const std::string prefix = columns == CaseColumns::Predicted ? "pred_" : "";
    const auto hp = object.member("hp").and_then([](const JsonInput& m) { return m.count(1'000'000); });
    if (!hp)
        return tl::unexpected(hp.error());
    const auto epochs = object.member("epochs").and_then([](const JsonInput& m) { return m.count(1'000'000); });
    if (!epochs)
        return tl::unexpected(epochs.error());
    const auto seconds = exactIn(object, prefix + "gpu_seconds", kShortest, kLongest);
    if (!seconds)
        return tl::unexpected(seconds.error());
    const auto accuracy = exactIn(object, prefix + "final_acc", 0.0, 1.0);
    if (!accuracy)
        return tl::unexpected(accuracy.error());
    RetrainingOption option;
    option.name = caseOptionName(*hp, *epochs);
    option.gpuSeconds = *seconds;
    option.finalAccuracy = *accuracy;
    option.family = static_cast<std::uint32_t>(*hp);
    return option;
}

Status readOptions(const JsonInput& object, CaseColumns columns, StreamProblem& stream)
{
    const auto list = object.member("configs");
    if (!list)
        return tl::unexpected(list.error());
    const auto size = list->size(0, kMostOptions);
    if (!size)
        return tl::unexpected(size.error());
    std::set<std::string> names;
    for (std::size_t i = 0; i < *size; ++i) {
        auto option = readOption(list->element(i), columns);
        if (!option)
            return tl::unexpected(option.error());
        if (!names.insert(option->name).second)
            return list->element(i).fault("a configuration (hp, epochs) that was not listed before");
        option->configuration = ConfigurationId{static_cast<std::uint32_t>(i)};
        stream.options.push_back(*std::move(option));
    }
    return {};
}

Result<StreamProblem> readStream(const JsonInput& object, CaseColumns columns, const InferenceProfile& profile)
{
    StreamProblem stream;
    auto name = object.member("id").and_then([](const JsonInput& m) { return m.text(); });
    if (!name)
        return tl::unexpected(name.error());
    stream.name = *std::move(name);
    const std::string key = columns == CaseColumns::Predicted ? "pred_start_acc" : "start_acc";
    const auto start = exactIn(object, key, 0.0, 1.0);
    if (!start)
        return tl::unexpected(start.error());
    stream.startAccuracy = *start;
    stream.inference = profile;
    if (Status status = readOptions(object, columns, stream); !status)
        return tl::unexpected(status.error());
    return stream;
}

Result<std::vector<StreamProblem>> readStreams(const JsonInput& root, CaseColumns columns)
{
    const auto profile = readProfile(root);
    if (!profile)
        return tl::unexpected(profile.error());
    const auto list = root.member("streams");
    if (!list)
        return tl::unexpected(list.error());
    const auto size = list->size(1, kMostStreams);
    if (!size)
        return tl::unexpected(size.error());
    std::vector<StreamProblem> streams;
    std::set<std::string> names;
    for (std::size_t v = 0; v < *size; ++v) {
        auto stream = readStream(list->element(v), columns, *profile);
        if (!stream)
            return tl::unexpected(stream.error());
        if (!names.insert(stream->name).second)
            return list->element(v).member("id")->fault("different from the other streams' ids");
        stream->camera = CameraId{static_cast<std::uint32_t>(v)};
        streams.push_back(*std::move(stream));
    }
    return streams;
}

Result<nlohmann::json> parseJson(std::string_view text, const std::string& name)
{
    try {
        return nlohmann::json::parse(text.begin(), text.end());
    } catch (const nlohmann::json::exception& error) {
        return fail(ErrorCode::InvalidInput, name + " is not valid JSON.", "Check the file's syntax.", error.what());
    }
}

} // namespace

std::string caseOptionName(std::size_t hp, std::size_t epochs)
{
    return "hp " + std::to_string(hp) + ", " + std::to_string(epochs) + " epochs";
}

Result<CaseOption> caseOption(const std::string& name)
{
    std::istringstream text(name);
    CaseOption option;
    std::string hp;
    char comma = 0;
    if (text >> hp >> option.hp >> comma >> option.epochs && hp == "hp" && comma == ',')
        return option;
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is not the name of a case's configuration.");
}

Result<WindowProblem> parseCase(std::string_view json, const std::string& name, CaseColumns columns, double gpus,
                                Share quantum)
{
    const auto document = parseJson(json, name);
    if (!document)
        return tl::unexpected(document.error());
    const JsonInput root(*document, name);
    const auto seconds = numberIn(root, "window_s", kShortest, kLongest);
    if (!seconds)
        return tl::unexpected(seconds.error());
    auto streams = readStreams(root, columns);
    if (!streams)
        return tl::unexpected(streams.error());
    WindowProblem problem;
    problem.streams = *std::move(streams);
    problem.devices.push_back({DeviceId{0}, gpus, 0.0});
    problem.quantum = quantum;
    problem.seconds = *seconds;
    if (Status status = validate(problem); !status)
        return fail(ErrorCode::InvalidInput, name + ": " + status.error().message);
    return problem;
}

Result<WindowProblem> readCase(const std::filesystem::path& file, CaseColumns columns, double gpus, Share quantum)
{
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    if (error)
        return fail(ErrorCode::NotFound,
                    "The case file " + file.string() + " cannot be read: " + error.message() + ".");
    if (bytes > kMostBytes)
        return fail(ErrorCode::InvalidInput, "The case file " + file.string() + " is larger than 256 MB.");
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream)
        return fail(ErrorCode::Io, "The case file " + file.string() + " cannot be read.");
    return parseCase(text.str(), file.string(), columns, gpus, quantum);
}

} // namespace jackdaw::scheduling
