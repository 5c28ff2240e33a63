// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/case_file.h"

#include "engine/base/text_file.h"
#include "engine/scheduling/planner.h"
#include "engine/studies/json_input.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace jackdaw::studies {

using namespace jackdaw::scheduling;
using namespace jackdaw::simulation;

namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 1'000;
constexpr std::size_t kMostPoints = 10'000;
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

constexpr Share kQuantum{0.1};

struct CaseWindow {
    WindowProblem actual;
    WindowProblem predicted;
};

Result<CaseWindow> readBoth(const std::filesystem::path& file)
{
    auto actual = readCase(file, CaseColumns::Actual, 1.0, kQuantum);
    if (!actual)
        return tl::unexpected(actual.error());
    auto predicted = readCase(file, CaseColumns::Predicted, 1.0, kQuantum);
    if (!predicted)
        return tl::unexpected(predicted.error());
    return CaseWindow{*std::move(actual), *std::move(predicted)};
}

/// Files of one set usually share their profile.
std::size_t indexOf(const InferenceProfile& profile, std::vector<InferenceProfile>& profiles)
{
    const auto found = std::find(profiles.begin(), profiles.end(), profile);
    if (found != profiles.end())
        return static_cast<std::size_t>(found - profiles.begin());
    profiles.push_back(profile);
    return profiles.size() - 1;
}

StreamWindow streamWindow(const StreamProblem& actual, const StreamProblem& predicted)
{
    StreamWindow values;
    values.startAccuracy = actual.startAccuracy.value;
    values.predictedStartAccuracy = predicted.startAccuracy;
    for (std::size_t i = 0; i < actual.options.size(); ++i) {
        const RetrainingOption& truth = actual.options[i];
        TracedOption option;
        option.name = truth.name;
        option.gpuSeconds = truth.gpuSeconds.value;
        option.finalAccuracy = truth.finalAccuracy.value;
        option.predictedGpuSeconds = predicted.options[i].gpuSeconds;
        option.predictedFinalAccuracy = predicted.options[i].finalAccuracy;
        option.family = truth.family;
        option.memoryBytes = truth.memoryBytes;
        values.options.push_back(std::move(option));
    }
    return values;
}

Status addWindow(Trace& trace, const CaseWindow& window, const std::string& file)
{
    const auto sameName = [](const StreamProblem& stream, const TracedStream& traced) {
        return stream.name == traced.id;
    };
    if (trace.windows.empty())
        for (const StreamProblem& stream : window.actual.streams)
            trace.streams.push_back({stream.name, stream.weight, stream.floor.value});
    else if (!std::equal(window.actual.streams.begin(), window.actual.streams.end(), trace.streams.begin(),
                         trace.streams.end(), sameName))
        return fail(ErrorCode::InvalidInput, file + " has other streams than the case before it.",
                    "Name cases of one set, one per window.");
    TracedWindow traced;
    traced.seconds = window.actual.seconds;
    for (std::size_t v = 0; v < window.actual.streams.size(); ++v) {
        traced.streams.push_back(streamWindow(window.actual.streams[v], window.predicted.streams[v]));
        traced.streams.back().inferenceProfile = indexOf(window.actual.streams[v].inference, trace.inferenceProfiles);
    }
    trace.windows.push_back(std::move(traced));
    return {};
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
    const auto text = readText(file, "case file");
    if (!text)
        return tl::unexpected(text.error());
    return parseCase(*text, file.string(), columns, gpus, quantum);
}

Result<Trace> traceFromCases(const std::vector<std::filesystem::path>& files)
{
    if (files.empty())
        return fail(ErrorCode::InvalidInput, "A trace needs at least one case file.");
    Trace trace;
    trace.devices = {{DeviceId{0}, 1.0, 0.0}};
    trace.quantum = kQuantum;
    for (const std::filesystem::path& file : files) {
        trace.name += (trace.name.empty() ? "" : ", ") + file.stem().string();
        const auto window = readBoth(file);
        if (!window)
            return tl::unexpected(window.error());
        if (const Status added = addWindow(trace, *window, file.string()); !added)
            return tl::unexpected(added.error());
    }
    return trace;
}

} // namespace jackdaw::studies
