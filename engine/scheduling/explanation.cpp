// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/explanation.h"

#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <tuple>

namespace jackdaw::scheduling {
namespace {

std::string number(const char* format, double value)
{
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string percent(double accuracy)
{
    return number("%.1f %%", accuracy * 100.0);
}
std::string gpus(double share)
{
    return number(share < 0.095 ? "%.3f GPU" : "%.2f GPU", share);
}

/// The steals between one pair of jobs, added up.
struct Theft {
    PlanJob thief;
    PlanJob victim;
    double amount = 0.0;
    double gain = 0.0;
};

std::vector<Theft> acceptedThefts(const Plan& plan)
{
    using Key = std::tuple<std::uint16_t, PlannedJob, std::uint16_t, PlannedJob>;
    std::map<Key, Theft> thefts;
    for (std::size_t i = plan.decisiveFrom; i < plan.trace.size(); ++i) {
        const PlanMove& move = plan.trace[i];
        if (move.verdict != MoveVerdict::Accepted)
            continue;
        Theft& theft = thefts[{move.thief.stream, move.thief.kind, move.victim.stream, move.victim.kind}];
        theft.thief = move.thief;
        theft.victim = move.victim;
        theft.amount += move.amount;
        theft.gain += static_cast<double>(move.score) - static_cast<double>(move.bestBefore);
    }
    std::vector<Theft> list;
    for (const auto& [key, theft] : thefts)
        list.push_back(theft);
    std::stable_sort(list.begin(), list.end(), [](const Theft& a, const Theft& b) { return a.gain > b.gain; });
    return list;
}

std::string jobName(const WindowProblem& problem, PlanJob job)
{
    return (job.kind == PlannedJob::Inference ? "inference of " : "retraining of ") + problem.streams[job.stream].name;
}

std::string retrainingResult(const WindowProblem& problem, const StreamAllocation& allocation, std::size_t v)
{
    const StreamProblem& stream = problem.streams[v];
    const RetrainingOption& option = optionOf(stream, *allocation.option);
    const double speed = problem.throughput.at(allocation.retraining.value);
    std::string text = "with \"" + option.name + "\" its model is expected to go from "
        + percent(stream.startAccuracy.value) + " to " + percent(option.finalAccuracy.value);
    if (speed > 0.0)
        text += " after " + number("%.1f s", option.gpuSeconds.value / speed);
    return text;
}

std::string inferenceResult(const StreamProblem& stream, double share)
{
    const double factor = stream.inference.factorAt(Share{share});
    if (factor >= 1.0 - 1e-9)
        return "its inference keeps up with every frame";
    return "its inference reaches " + percent(factor) + " of its model's accuracy";
}

std::string sentence(const WindowProblem& problem, const Plan& plan, const Theft& theft)
{
    const std::size_t v = theft.thief.stream;
    const StreamAllocation& allocation = plan.now()[v];
    std::string text = jobName(problem, theft.thief) + " took " + gpus(theft.amount) + " from "
        + jobName(problem, theft.victim) + ": ";
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    if (theft.thief.kind == PlannedJob::Inference)
        text += "with " + gpus(allocation.inference.value) + " "
            + inferenceResult(problem.streams[v], allocation.inference.value);
    else if (allocation.option)
        text += retrainingResult(problem, allocation, v);
    else
        text += "it gave the share on later";
    return text + ", worth " + number("%+.2f points", theft.gain * 100.0) + " to the mean.";
}

std::string streamSentence(const WindowProblem& problem, const Plan& plan, std::size_t v)
{
    const StreamProblem& stream = problem.streams[v];
    const StreamAllocation& allocation = plan.now()[v];
    std::string text = stream.name + ": ";
    if (allocation.option)
        text +=
            "retraining gets " + gpus(allocation.retraining.value) + "; " + retrainingResult(problem, allocation, v);
    else
        text += stream.options.empty() && !stream.running ? "nothing to retrain with" : "not retrained now";
    text += "; inference gets " + gpus(allocation.inference.value) + ", "
        + inferenceResult(stream, allocation.inference.value);
    text += "; expected window accuracy " + percent(plan.expected[v]) + ".";
    if (v < plan.contested.size() && plan.contested[v])
        text += " The choice is contested: the estimates' intervals overlap.";
    return text;
}

std::string summary(const WindowProblem& problem, const Plan& plan)
{
    const auto retrained = std::count_if(plan.now().begin(), plan.now().end(),
                                         [](const StreamAllocation& s) { return s.option.has_value(); });
    std::string text = "Plan by " + plan.planner + ": " + std::to_string(retrained) + " of "
        + std::to_string(problem.streams.size()) + " models are retrained now; expected mean window accuracy "
        + percent(plan.expectedMean) + ".";
    if (plan.floorViolation > 1e-9)
        text += " The accuracy floors cannot all be met: " + number("%.1f points", plan.floorViolation * 100.0)
            + " are missing in total.";
    return text;
}

std::string nextBest(const WindowProblem& problem, const Plan& plan)
{
    const PlanMove* best = nullptr;
    for (std::size_t i = plan.trace.size(); i-- > plan.decisiveFrom;) {
        const PlanMove& move = plan.trace[i];
        if (move.verdict == MoveVerdict::Accepted)
            break;
        if (move.verdict != MoveVerdict::Infeasible && (!best || move.score > best->score))
            best = &move;
    }
    if (!best)
        return {};
    return "The best move left would have been " + gpus(best->amount) + " from " + jobName(problem, best->victim)
        + " to " + jobName(problem, best->thief) + ", "
        + number("%.2f points", (static_cast<double>(best->score) - static_cast<double>(best->bestBefore)) * 100.0)
        + ".";
}

} // namespace

std::vector<std::string> explain(const WindowProblem& problem, const Plan& plan)
{
    std::vector<std::string> sentences{summary(problem, plan)};
    for (const Theft& theft : acceptedThefts(plan))
        sentences.push_back(sentence(problem, plan, theft));
    if (std::string next = nextBest(problem, plan); !next.empty())
        sentences.push_back(std::move(next));
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        sentences.push_back(streamSentence(problem, plan, v));
    return sentences;
}

std::vector<PlannedStream> plannedStreams(const WindowProblem& problem, const Plan& plan)
{
    std::vector<PlannedStream> streams;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamAllocation& allocation = plan.now()[v];
        PlannedStream stream;
        stream.camera = problem.streams[v].camera;
        stream.inference = allocation.inference;
        stream.retraining = allocation.retraining;
        if (allocation.option)
            stream.configuration = optionOf(problem.streams[v], *allocation.option).configuration;
        stream.expected = Accuracy{plan.expected[v]};
        stream.contested = v < plan.contested.size() && plan.contested[v];
        streams.push_back(stream);
    }
    return streams;
}

} // namespace jackdaw::scheduling
