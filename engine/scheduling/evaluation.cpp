// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/evaluation.h"

#include "engine/scheduling/stream_model.h"
#include "engine/scheduling/window_run.h"

#include <algorithm>

namespace jackdaw::scheduling {
namespace {

constexpr double kTimeTolerance = 1e-9;

/// Splits what ended retrainings free equally over running retrainings and all inferences (ekya.md §2.8).
Allocation splitEqually(Allocation allocation, double freed)
{
    std::size_t sharers = allocation.size();
    for (const StreamAllocation& stream : allocation)
        sharers += stream.retraining.value > 0.0 ? 1 : 0;
    const Share part{freed / static_cast<double>(sharers)};
    for (StreamAllocation& stream : allocation) {
        stream.inference += part;
        if (stream.retraining.value > 0.0)
            stream.retraining += part;
    }
    return allocation;
}

} // namespace

Allocation afterCompletion(const WindowRun& run, const std::vector<std::size_t>& ended, FreedShare freed,
                           const Replan& replan)
{
    if (freed == FreedShare::Replanned && replan)
        return run.fromRest(replan(run.rest()));
    Allocation allocation = run.allocation();
    double free = 0.0;
    for (const std::size_t v : ended) {
        StreamAllocation& stream = allocation[v];
        free += stream.retraining.value;
        if (freed == FreedShare::OwnInference)
            stream.inference += stream.retraining;
        stream.retraining = Share{0.0};
        stream.option.reset();
    }
    return freed == FreedShare::EqualSplit ? splitEqually(std::move(allocation), free) : allocation;
}

double decoupledAccuracy(const WindowProblem& problem, std::size_t stream, const StreamAllocation& allocation,
                         FreedShare freed)
{
    const StreamProblem& s = problem.streams[stream];
    const double before = s.startAccuracy.value * s.inference.factorAt(allocation.inference);
    const double speed = allocation.option ? problem.throughput.at(allocation.retraining.value) : 0.0;
    if (speed <= 0.0)
        return before;
    const RetrainingOption& option = optionOf(s, *allocation.option);
    const double duration = option.gpuSeconds.value / speed;
    if (duration > problem.seconds + kTimeTolerance)
        return before;
    const Share after =
        freed == FreedShare::Unused ? allocation.inference : allocation.inference + allocation.retraining;
    const double trained = std::min(1.0, duration / problem.seconds);
    return before * trained + option.finalAccuracy.value * s.inference.factorAt(after) * (1.0 - trained);
}

double decoupledMean(const WindowProblem& problem, const Allocation& allocation, FreedShare freed)
{
    double sum = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        sum += problem.streams[v].weight * decoupledAccuracy(problem, v, allocation[v], freed);
    return problem.streams.empty() ? 0.0 : sum / totalWeight(problem);
}

Timeline coupledTimeline(const WindowProblem& problem, const Allocation& start, FreedShare freed, const Replan& replan)
{
    WindowRun run(problem);
    run.apply(start);
    while (!run.over()) {
        const std::vector<std::size_t> ended = run.advance(run.nextCompletion());
        if (!ended.empty() && !run.over())
            run.apply(afterCompletion(run, ended, freed, replan));
    }
    return run.finish();
}

Timeline scriptedTimeline(const WindowProblem& problem, const std::vector<PlanStep>& steps)
{
    WindowRun run(problem);
    std::size_t next = 0;
    while (!run.over()) {
        while (next < steps.size() && steps[next].time <= run.now() + kTimeTolerance)
            run.apply(steps[next++].allocation);
        const double until = next < steps.size() ? steps[next].time : problem.seconds;
        const std::vector<std::size_t> ended = run.advance(std::min(until, run.nextCompletion()));
        if (!ended.empty() && !run.over())
            run.apply(run.allocation());
    }
    return run.finish();
}

} // namespace jackdaw::scheduling
