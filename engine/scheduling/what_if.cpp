// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/what_if.h"

#include "engine/scheduling/stream_model.h"
#include "engine/scheduling/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace jackdaw::scheduling {
namespace {

constexpr double kSame = 5e-4; ///< share and accuracy below which nothing is said

struct Change {
    std::string what;
    double number = 0.0;
    bool factor = false;

    double of(double value) const { return factor ? value * number : number; }
};

tl::unexpected<Error> wrongChange(std::string_view change, const std::string& reason)
{
    return fail(
        ErrorCode::InvalidInput, "The change \"" + std::string(change) + "\" " + reason + ".",
        "Write for example \"gpus=2\", \"gpus=x2\" or \"STREAM.weight=2\" with weight, floor, start or demand.");
}

std::optional<Change> parseChange(std::string_view text)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string_view::npos || equals == 0)
        return std::nullopt;
    Change change{std::string(text.substr(0, equals)), 0.0, false};
    std::string_view number = text.substr(equals + 1);
    if (number.starts_with('x')) {
        change.factor = true;
        number.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), change.number);
    if (error != std::errc{} || end != number.data() + number.size() || !std::isfinite(change.number))
        return std::nullopt;
    return change;
}

bool changeWhole(WindowProblem& problem, const Change& change)
{
    if (change.what == "gpus") {
        const double total = problem.totalGpus();
        for (DeviceCapacity& device : problem.devices)
            device.gpus *= change.of(total) / total;
    } else if (change.what == "delta") {
        problem.quantum = Share{change.of(problem.quantum.value)};
    } else if (change.what == "seconds") {
        problem.seconds = change.of(problem.seconds);
    } else {
        return false;
    }
    return true;
}

bool changeStream(StreamProblem& stream, const std::string& field, const Change& change)
{
    if (field == "weight")
        stream.weight = change.of(stream.weight);
    else if (field == "floor")
        stream.floor = Accuracy{change.of(stream.floor.value)};
    else if (field == "start")
        stream.startAccuracy = Estimate::exact(change.of(stream.startAccuracy.value));
    else if (field == "demand")
        stream.inference.fullRateDemand = Share{change.of(stream.inference.fullRateDemand.value)};
    else
        return false;
    return true;
}

std::string retrainingWords(const StreamProblem& stream, const StreamAllocation& given)
{
    if (!given.option)
        return "no retraining";
    return "\"" + optionOf(stream, *given.option).name + "\" with " + gpusInWords(given.retraining.value);
}

double size(const StreamDifference& d)
{
    return std::max({std::abs(d.expectedAfter - d.expectedBefore),
                     std::abs(d.after.inference.value - d.before.inference.value),
                     std::abs(d.after.retraining.value - d.before.retraining.value)});
}

std::string sentence(const WindowProblem& problem, const StreamDifference& d)
{
    const StreamProblem& stream = problem.streams[d.stream];
    std::string text = stream.name + ": inference ";
    if (std::abs(d.after.inference.value - d.before.inference.value) < kSame)
        text += "stays at " + gpusInWords(d.before.inference.value);
    else
        text += "gets " + gpusInWords(d.after.inference.value) + " instead of " + gpusInWords(d.before.inference.value);
    const std::string before = retrainingWords(stream, d.before);
    const std::string after = retrainingWords(stream, d.after);
    text += before == after ? ", " + before + " as before" : ", " + after + " instead of " + before;
    return text + "; expected window accuracy " + percentInWords(d.expectedAfter) + " instead of "
        + percentInWords(d.expectedBefore) + ".";
}

} // namespace

Result<WindowProblem> changedProblem(const WindowProblem& problem, std::string_view text)
{
    const std::optional<Change> change = parseChange(text);
    if (!change)
        return wrongChange(text, "is not of the form WHAT=NUMBER");
    WindowProblem changed = problem;
    if (!changeWhole(changed, *change)) {
        const std::size_t dot = change->what.rfind('.');
        const std::string name = change->what.substr(0, dot);
        const auto stream = std::find_if(changed.streams.begin(), changed.streams.end(),
                                         [&](const StreamProblem& s) { return s.name == name; });
        if (dot == std::string::npos || stream == changed.streams.end())
            return wrongChange(text, "names no stream of the problem");
        if (!changeStream(*stream, change->what.substr(dot + 1), *change))
            return wrongChange(text, "names nothing of a stream that can be changed");
    }
    if (const Status valid = validate(changed); !valid)
        return wrongChange(text, "makes a problem that cannot be: " + valid.error().message);
    return changed;
}

PlanDifference difference(const Plan& before, const Plan& after)
{
    PlanDifference result{{}, before.expectedMean, after.expectedMean};
    for (std::size_t v = 0; v < before.now().size(); ++v)
        result.streams.push_back({v, before.now()[v], after.now()[v], before.expected[v], after.expected[v]});
    return result;
}

PlanDifference whatIf(const Planner& planner, const WindowProblem& problem, const WindowProblem& changed)
{
    return difference(planner.plan(problem), planner.plan(changed));
}

std::vector<std::string> explainDifference(const WindowProblem& problem, const PlanDifference& difference)
{
    std::vector<std::string> sentences{"The expected mean window accuracy would be "
                                       + percentInWords(difference.meanAfter) + " instead of "
                                       + percentInWords(difference.meanBefore) + "."};
    std::vector<StreamDifference> streams = difference.streams;
    std::stable_sort(streams.begin(), streams.end(),
                     [](const StreamDifference& a, const StreamDifference& b) { return size(a) > size(b); });
    for (const StreamDifference& d : streams)
        if (size(d) >= kSame || d.before.option != d.after.option)
            sentences.push_back(sentence(problem, d));
    if (sentences.size() == 1)
        sentences.emplace_back("No stream would get anything else.");
    return sentences;
}

} // namespace jackdaw::scheduling
