// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/case_file.h"

#include "engine/base/text_file.h"
#include "engine/json/reader.h"
#include "engine/scheduling/planner.h"

#include <algorithm>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

namespace jackdaw::studies {

using namespace jackdaw::scheduling;
using namespace jackdaw::simulation;

namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 1'000;
constexpr std::size_t kMostPoints = 10'000;
constexpr std::int64_t kMostCount = 1'000'000;
constexpr std::size_t kLongestText = 100'000;

constexpr json::Range kFraction{0.0, 1.0};
constexpr json::Range kDuration{1e-6, 1e9}; ///< seconds and GPU-seconds
constexpr json::Range kDemand{1e-6, 1e6};

/// The columns of one case; what the format does not name is passed over.
class CaseReader {
public:
    CaseReader(const json::Place& document, CaseColumns columns) :
        m_root(document), m_prefix(columns == CaseColumns::Predicted ? "pred_" : "")
    {
    }

    WindowProblem read()
    {
        WindowProblem problem;
        problem.seconds = m_root.number("window_s", kDuration);
        m_profile = readProfile();
        m_root.array("streams", 1, kMostStreams, true,
                     [&](const json::Place& place) { readStream(place, problem.streams); });
        return problem;
    }

private:
    InferenceProfile readProfile()
    {
        InferenceProfile profile;
        profile.fullRateDemand = Share{m_root.number("infer_max_res", kDemand)};
        const std::string column = m_root.text("inference_profile_column", kLongestText);
        json::Object table = m_root.object("inference_profile", true);
        profile.subsampling = table.numbers("subsampling", 1, kMostPoints, kDuration);
        table.mustRise("subsampling", profile.subsampling);
        if (m_root.faulty("inference_profile_column"))
            return profile;
        profile.factor = table.numbers(column, 1, kMostPoints, kFraction);
        if (!table.faulty("subsampling") && profile.factor.size() != profile.subsampling.size())
            table.refuse(column, "as long as the list \"subsampling\"");
        return profile;
    }

    void readStream(const json::Place& place, std::vector<StreamProblem>& streams)
    {
        json::Object object(place);
        StreamProblem stream;
        stream.camera = CameraId{static_cast<std::uint32_t>(streams.size())};
        stream.name = object.text("id", kLongestText);
        stream.startAccuracy = Estimate::exact(object.number(m_prefix + "start_acc", kFraction));
        stream.inference = m_profile;
        stream.options = readOptions(object);
        if (!object.faulty("id") && !m_names.insert(stream.name).second)
            object.refuse("id", "different from the other streams' ids");
        streams.push_back(std::move(stream));
    }

    std::vector<RetrainingOption> readOptions(json::Object& stream) const
    {
        std::vector<RetrainingOption> options;
        std::set<std::string> names;
        stream.array("configs", 0, kMostOptions, true, [&](const json::Place& place) {
            options.push_back(readOption(json::Object(place)));
            options.back().configuration = ConfigurationId{static_cast<std::uint32_t>(options.size() - 1)};
            if (!place.faulty() && !names.insert(options.back().name).second)
                place.refuse("a configuration (hp, epochs) that was not listed before");
        });
        return options;
    }

    RetrainingOption readOption(json::Object object) const
    {
        const auto hp = static_cast<std::uint32_t>(object.integer("hp", 0, kMostCount));
        const auto epochs = static_cast<std::size_t>(object.integer("epochs", 0, kMostCount));
        RetrainingOption option;
        option.name = caseOptionName(hp, epochs);
        option.gpuSeconds = Estimate::exact(object.number(m_prefix + "gpu_seconds", kDuration));
        option.finalAccuracy = Estimate::exact(object.number(m_prefix + "final_acc", kFraction));
        option.family = hp;
        return option;
    }

    json::Object m_root;
    std::string m_prefix;
    InferenceProfile m_profile;
    std::set<std::string> m_names;
};

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

Result<WindowProblem> parseCase(std::string_view text, const std::string& name, CaseColumns columns, double gpus,
                                Share quantum)
{
    json::Faults faults;
    WindowProblem problem;
    if (const auto document = json::parse(text, faults))
        problem = CaseReader(json::Place(*document, faults), columns).read();
    if (!faults.empty())
        return tl::unexpected(faults.error("case file", name));
    problem.devices.push_back({DeviceId{0}, gpus, 0.0});
    problem.quantum = quantum;
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
