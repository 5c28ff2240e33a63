// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/case_import.h"

#include "engine/scheduling/case_file.h"

#include <algorithm>

namespace jackdaw::simulation {
namespace {

using namespace jackdaw::scheduling;

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

} // namespace jackdaw::simulation
