// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/explanation.h"

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/problem_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Gains below this are shown as 0.00 points: no sentence is worth them.
constexpr double kWorthTelling = 0.00005;

double gainOf(const PlanMove& move)
{
    return static_cast<double>(move.score) - static_cast<double>(move.bestBefore);
}

/// The steals of one job from another, less what was stolen back.
struct Theft {
    JobIndex thief = 0;
    JobIndex victim = 0;
    double amount = 0.0;
    double gain = 0.0;
    std::uint16_t round = 0; ///< of the last of them
};

template <class Visit>
void forAccepted(const Plan& plan, Visit&& visit)
{
    for (std::size_t i = plan.decisiveFrom; i < plan.trace.size(); ++i)
        if (plan.trace[i].verdict == MoveVerdict::Accepted)
            visit(plan.trace[i]);
}

/// Steals in both directions between two jobs become one in the direction of the larger sum.
Theft netTheft(Theft there, const Theft& back)
{
    const std::uint16_t round = std::max(there.round, back.round);
    const double gain = there.gain + back.gain;
    if (back.amount > there.amount)
        there = {back.thief, back.victim, back.amount - there.amount, gain, round};
    else
        there = {there.thief, there.victim, there.amount - back.amount, gain, round};
    return there;
}

std::vector<Theft> acceptedThefts(const Plan& plan)
{
    std::map<std::pair<JobIndex, JobIndex>, Theft> thefts;
    forAccepted(plan, [&](const PlanMove& move) {
        Theft& theft = thefts[{move.thief, move.victim}];
        theft.thief = move.thief;
        theft.victim = move.victim;
        theft.amount += move.amount;
        theft.gain += gainOf(move);
        theft.round = move.round;
    });
    std::vector<Theft> list;
    for (const auto& [key, theft] : thefts) {
        const auto back = thefts.find({key.second, key.first});
        if (back == thefts.end() || back->first == key)
            list.push_back(theft);
        else if (key.first < key.second)
            list.push_back(netTheft(theft, back->second));
    }
    std::stable_sort(list.begin(), list.end(), [](const Theft& a, const Theft& b) { return a.gain > b.gain; });
    return list;
}

/// What each job that took part in a steal had in the end.
std::map<JobIndex, double> finalShares(const Plan& plan)
{
    std::map<JobIndex, double> shares;
    forAccepted(plan, [&](const PlanMove& move) {
        shares[move.thief] = move.thiefAfter.share;
        shares[move.victim] = move.victimAfter.share;
    });
    return shares;
}

std::string retrainingResult(const WindowProblem& problem, const StreamAllocation& allocation, std::size_t v)
{
    const StreamProblem& stream = problem.streams[v];
    const RetrainingOption& option = optionOf(stream, *allocation.option);
    const double speed = throughputOf(problem, v).at(allocation.retraining.value);
    std::string text = "with \"" + option.name + "\" its model is expected to go from "
        + percentInWords(stream.startAccuracy.value) + " to " + percentInWords(option.finalAccuracy.value);
    if (speed > 0.0)
        text += " after " + numberInWords("%.1f s", workOf(stream, *allocation.option) / speed);
    if (stream.preparation.total().value > 0.0)
        text += ", labelling and profiling of its sample included";
    return text;
}

bool onEveryFrame(const Serving& serving)
{
    return serving.every <= 1.0 + 1e-6;
}

/// Of the student with boxes that stand still, where nothing else may serve.
std::string studentResult(const InferenceProfile& inference, Share share)
{
    const double factor = inference.factorAt(share);
    const bool wholly = factor >= 1.0 - 1e-9;
    const std::string reached = "reaches " + percentInWords(factor) + " of its model's accuracy";
    const bool fullRate = inference.shares.empty() && onEveryFrame(inference.servingAt(1.0, share)) && factor > 0.0;
    if (wholly || fullRate)
        return "its inference keeps up with every frame" + (wholly ? "" : " and " + reached);
    return "its inference " + reached;
}

std::string inferenceResult(const StreamProblem& stream, Share share)
{
    return servingReason(stream, stream.startAccuracy.value, share);
}

std::string furtherResult(const WindowProblem& problem, std::size_t job, Share share)
{
    const JobProblem& further = problem.furtherJobs[job - furtherJob(problem, 0)];
    if (further.utility.factor.empty())
        return share < further.least ? "is less than it needs" : "is what it needs";
    std::string owners;
    for (const std::size_t owner : ownersOf(problem, further))
        owners += (owners.empty() ? "" : ", ") + problem.streams[owner].name;
    return "adds " + numberInWords("%.2f points", further.utility.factorAt(share) * 100.0) + " to " + owners;
}

/// What a move that was not made would have been.
std::string moveWords(const WindowProblem& problem, const PlanMove& move)
{
    if (move.thief == move.victim)
        return "another configuration or place in the order for the " + jobName(problem, move.thief);
    return gpusInWords(move.amount) + " from " + jobName(problem, move.victim) + " to " + jobName(problem, move.thief);
}

/// The other pair of jobs whose move would have brought most in the same round.
std::string nextBestInRound(const WindowProblem& problem, const Plan& plan, const Theft& theft)
{
    const PlanMove* best = nullptr;
    for (std::size_t i = plan.decisiveFrom; i < plan.trace.size(); ++i) {
        const PlanMove& move = plan.trace[i];
        const bool other = !(move.thief == theft.thief && move.victim == theft.victim);
        const bool possible = move.verdict == MoveVerdict::Worse || move.verdict == MoveVerdict::Capped;
        if (move.round == theft.round && other && possible && (!best || gainOf(move) > gainOf(*best)))
            best = &move;
    }
    if (!best || std::abs(gainOf(*best)) < kWorthTelling)
        return {};
    return "; the next best was " + moveWords(problem, *best) + ", "
        + numberInWords("%+.2f points", gainOf(*best) * 100.0);
}

/// The step in which the stream's retraining begins, or goes on; null if it is not retrained.
const PlanStep* firstRetraining(const Plan& plan, std::size_t v)
{
    const auto trains = [v](const PlanStep& step) {
        return step.allocation.option(v) && step.allocation.retraining(v).value > 0.0;
    };
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), trains);
    return step == plan.steps.end() ? nullptr : &*step;
}

std::string retrainingOutcome(const WindowProblem& problem, const Plan& plan, std::size_t v)
{
    const PlanStep* step = firstRetraining(plan, v);
    if (!step)
        return "it gave the share on later";
    return (step->time > 0.0 ? "from " + numberInWords("%.1f s", step->time) + " on, " : "")
        + retrainingResult(problem, step->allocation.stream(v), v);
}

/// What a job makes of what it has in the end.
std::string outcome(const WindowProblem& problem, const Plan& plan, std::size_t job)
{
    const Share share = plan.now().job(job).share;
    const std::optional<std::size_t> stream = streamOf(problem, job);
    if (stream && job == retrainingJob(*stream))
        return retrainingOutcome(problem, plan, *stream);
    return "with " + gpusInWords(share.value) + " "
        + (stream ? inferenceResult(problem.streams[*stream], share) : "it " + furtherResult(problem, job, share));
}

/// "took 0.40 of a device from …": what changed hands, and what is left of it where the thief was robbed in its turn.
std::string theftWords(const WindowProblem& problem, const Plan& plan, const Theft& theft, double left)
{
    if (theft.thief == theft.victim)
        return jobName(problem, theft.thief) + " changed its place or configuration";
    std::string text = jobName(problem, theft.thief) + " took " + gpusInWords(theft.amount)
        + (plan.averagedMoves ? ", averaged over the window, from " : " from ") + jobName(problem, theft.victim);
    if (theft.amount > left + 0.005)
        text += " and has " + gpusInWords(left) + " left";
    return text;
}

std::string sentence(const WindowProblem& problem, const Plan& plan, const Theft& theft, double left)
{
    std::string text = theftWords(problem, plan, theft, left) + ": ";
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    text += outcome(problem, plan, theft.thief);
    text += ", worth " + numberInWords("%+.2f points", theft.gain * 100.0) + " to the mean";
    return text + nextBestInRound(problem, plan, theft) + ".";
}

std::string furtherSentence(const WindowProblem& problem, const Plan& plan, std::size_t job)
{
    std::string name = jobName(problem, job);
    if (!name.empty())
        name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return name + " gets " + gpusInWords(plan.now().job(job).share.value) + ", which "
        + furtherResult(problem, job, plan.now().job(job).share) + ".";
}

std::string choiceWords(const StreamProblem& stream, std::optional<std::size_t> option)
{
    const Estimate& accuracy = option ? optionOf(stream, *option).finalAccuracy : stream.startAccuracy;
    return (option ? "\"" + optionOf(stream, *option).name + "\"" : "the deployed model") + " ("
        + percentInWords(accuracy.low) + " to " + percentInWords(accuracy.high) + ")";
}

/// Names the estimates that decide: whoever wants to be surer of the plan must measure these better.
std::string contestWords(const StreamProblem& stream, const Plan& plan, std::size_t v)
{
    if (v >= plan.contests.size() || !plan.contests[v].contested)
        return " The choice is contested: the estimates' intervals overlap.";
    return " The choice is contested: the intervals of " + choiceWords(stream, plan.contests[v].chosen) + " and "
        + choiceWords(stream, plan.contests[v].runnerUp) + " overlap.";
}

std::string streamSentence(const WindowProblem& problem, const Plan& plan, std::size_t v)
{
    const StreamProblem& stream = problem.streams[v];
    const StreamAllocation allocation = plan.now().stream(v);
    std::string text = stream.name + ": ";
    if (allocation.option)
        text += "retraining gets " + gpusInWords(allocation.retraining.value) + "; "
            + retrainingResult(problem, allocation, v);
    else if (const PlanStep* later = firstRetraining(plan, v))
        text += "retraining waits; from " + numberInWords("%.1f s", later->time) + " on, "
            + retrainingResult(problem, later->allocation.stream(v), v);
    else
        text +=
            stream.options.empty() && !stream.running ? "no retraining is left to choose from" : "not retrained now";
    text += "; inference gets " + gpusInWords(allocation.inference.value) + ", "
        + inferenceResult(stream, allocation.inference);
    text += "; expected window accuracy " + percentInWords(plan.expected[v]) + ".";
    if (v < plan.contested.size() && plan.contested[v])
        text += contestWords(stream, plan, v);
    return text;
}

std::string summary(const WindowProblem& problem, const Plan& plan)
{
    const auto retrained = std::count_if(plan.now().begin(), plan.now().end(),
                                         [](const JobAllocation& job) { return job.option.has_value(); });
    std::string text = "Plan by " + plan.planner
        + (plan.takenFrom.empty() ? "" : ", which found nothing better than that of " + plan.takenFrom) + ": "
        + std::to_string(retrained) + " of " + std::to_string(problem.streams.size())
        + " models are retrained now; expected mean window accuracy " + percentInWords(plan.expectedMean) + ".";
    if (plan.floorViolation > 1e-9)
        text += " The accuracy floors cannot all be met: " + numberInWords("%.1f points", plan.floorViolation * 100.0)
            + " are missing in total.";
    if (plan.packingLoss > 1e-9)
        text +=
            " A job cannot span devices: that costs " + numberInWords("%.2f points", plan.packingLoss * 100.0) + ".";
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
    if (!best || std::abs(gainOf(*best)) < kWorthTelling)
        return {};
    return "The best move left would have been " + moveWords(problem, *best) + ", "
        + numberInWords("%.2f points", gainOf(*best) * 100.0) + ".";
}

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

/// Of the student, whether its boxes stand or are moved.
void changeDemand(InferenceProfile& inference, const Change& change)
{
    const double before = inference.fullRateDemand.value;
    inference.fullRateDemand = Share{change.of(before)};
    for (ServingCurve& other : inference.alternatives)
        if (other.server == Server::Student && before > 0.0)
            other.fullRateDemand = other.fullRateDemand * (inference.fullRateDemand.value / before);
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
        changeDemand(stream.inference, change);
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

std::string numberInWords(const char* format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string percentInWords(double accuracy)
{
    return numberInWords("%.1f %%", accuracy * 100.0);
}

std::string gpusInWords(double share)
{
    return numberInWords(share < 0.095 ? "%.3f of a device" : "%.2f of a device", share);
}

std::string serversInWords(Server server)
{
    switch (server) {
    case Server::Student: return "its student serves ";
    case Server::Teacher: return "the golden model serves ";
    case Server::Both: return "its student, in turn with the golden model, serves ";
    }
    return {};
}

std::string servingWords(const Serving& serving, double accuracy)
{
    std::string text = serversInWords(serving.server);
    text += onEveryFrame(serving) ? "every frame" : "one frame in " + numberInWords("%.2g", serving.every);
    text += serving.moved ? ", boxes moved along" : "";
    return text + ": " + percentInWords(accuracy) + " expected";
}

std::string servingReason(const StreamProblem& stream, double model, Share share)
{
    const InferenceProfile& inference = stream.inference;
    const Served served = inference.servedAt(share);
    if (saturationShare(inference) <= 0.0 && served.with(1.0) <= 0.0)
        return "nothing serves it: what this planner serves with is not to be had for it";
    if (inference.alternatives.empty())
        return studentResult(inference, share);
    const Serving serving = inference.servingAt(model, share);
    const bool byStudent = serving.server != Server::Student && model * served.student > 0.0
        && (serving.server == Server::Teacher || model * served.student >= served.teacher);
    const double other = byStudent ? model * served.student : served.teacher;
    std::string text = servingWords(serving, served.with(model));
    if (other > 0.0)
        text += std::string(byStudent ? ", its student" : ", the golden model") + " would reach "
            + percentInWords(other) + " with the same share";
    return text;
}

std::vector<std::string> explain(const WindowProblem& problem, const Plan& plan)
{
    std::vector<std::string> sentences{summary(problem, plan)};
    const std::map<JobIndex, double> shares = finalShares(plan);
    for (const Theft& theft : acceptedThefts(plan))
        if (std::abs(theft.gain) >= kWorthTelling)
            sentences.push_back(sentence(problem, plan, theft, shares.at(theft.thief)));
    if (std::string next = nextBest(problem, plan); !next.empty())
        sentences.push_back(std::move(next));
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        sentences.push_back(streamSentence(problem, plan, v));
    for (std::size_t j = 0; j < problem.furtherJobs.size(); ++j)
        sentences.push_back(furtherSentence(problem, plan, furtherJob(problem, j)));
    return sentences;
}

PlanComputed planComputed(const WindowProblem& problem, const Plan& plan)
{
    PlanComputed computed;
    computed.planner = plan.planner;
    computed.remaining = fromSeconds(problem.seconds);
    computed.jobs = plannedJobs(problem, plan);
    computed.expected = Accuracy{plan.expectedMean};
    computed.trace = plan.trace;
    computed.decisiveFrom = static_cast<std::uint32_t>(plan.decisiveFrom);
    for (const JobAllocation& job : plan.searchStart)
        computed.searchStart.push_back(job.share);
    computed.explanation = explain(problem, plan);
    computed.problem = problemText(problem);
    return computed;
}

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
    for (std::size_t v = 0; v < before.now().streams(); ++v)
        result.streams.push_back(
            {v, before.now().stream(v), after.now().stream(v), before.expected[v], after.expected[v]});
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
