// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/exhaustive.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace jackdaw::simulation {
namespace {

using namespace jackdaw::scheduling;

using Visit = std::function<void(const Allocation&)>;

/// All splits of the capacity over inferences and over the retrainings that are still possible, with all choices of
/// configurations for those that get a share.
class Enumeration {
public:
    Enumeration(const WindowProblem& problem, const Visit& visit) :
        m_problem(problem), m_visit(visit), m_allocation(problem)
    {
    }

    void run() { inference(0, static_cast<int>(std::lround(m_problem.totalGpus() / m_problem.quantum.value))); }

private:
    void inference(std::size_t stream, int units)
    {
        if (stream == m_problem.streams.size())
            return retraining(0, units);
        const double useful = saturationShare(m_problem.streams[stream].inference);
        const int most = std::min(units, static_cast<int>(std::ceil(useful / m_problem.quantum.value - 1e-9)));
        for (int given = 0; given <= most; ++given) {
            m_allocation.inference(stream) = m_problem.quantum * given;
            inference(stream + 1, units - given);
        }
    }

    void retraining(std::size_t stream, int units)
    {
        if (stream == m_problem.streams.size())
            return m_visit(m_allocation);
        const StreamProblem& s = m_problem.streams[stream];
        pause(stream);
        retraining(stream + 1, units);
        for (int given = 1; given <= units; ++given) {
            m_allocation.retraining(stream) = m_problem.quantum * given;
            if (s.running)
                choose(stream, kOptionRunning, units - given);
            for (std::size_t option = 0; !s.running && option < s.options.size(); ++option)
                choose(stream, option, units - given);
        }
        pause(stream);
    }

    /// A running retraining without a share waits; there is no reason to give it up.
    void pause(std::size_t stream)
    {
        m_allocation.retraining(stream) = Share{0.0};
        m_allocation.option(stream).reset();
        if (m_problem.streams[stream].running)
            m_allocation.option(stream) = kOptionRunning;
    }

    void choose(std::size_t stream, std::size_t option, int unitsLeft)
    {
        m_allocation.option(stream) = option;
        const Share held = m_allocation.retraining(stream);
        retraining(stream + 1, unitsLeft);
        m_allocation.retraining(stream) = held;
    }

    const WindowProblem& m_problem;
    const Visit& m_visit;
    Allocation m_allocation;
};

void keepBetter(BestByEnd& best, Timeline timeline)
{
    const auto [place, isNew] = best.try_emplace(timeline.deployed, timeline);
    if (!isNew && timeline.mean > place->second.mean)
        place->second = std::move(timeline);
}

/// \p allocation of the rest of a window, with running retrainings named as \p before named them.
Allocation continued(Allocation allocation, const Allocation& before)
{
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        if (allocation.option(v) == kOptionRunning)
            allocation.option(v) = before.option(v);
    return allocation;
}

/// Puts the best continuations behind the part of a window that \p run has lived through.
void extend(BestByEnd& best, const WindowProblem& problem, const WindowRun& run, const Allocation& first)
{
    for (const auto& [end, continuation] : exhaustiveReplanned(run.rest())) {
        std::vector<PlanStep> steps{{0.0, first}};
        for (const PlanStep& step : continuation.steps)
            steps.push_back({run.now() + step.time, continued(step.allocation, first)});
        keepBetter(best, scriptedTimeline(problem, steps));
    }
}

} // namespace

BestByEnd exhaustiveFixed(const WindowProblem& problem)
{
    BestByEnd best;
    Enumeration(problem, [&](const Allocation& allocation) {
        keepBetter(best, coupledTimeline(problem, allocation, FreedShare::EqualSplit));
    }).run();
    return best;
}

BestByEnd exhaustiveReplanned(const WindowProblem& problem)
{
    BestByEnd best;
    Enumeration(problem, [&](const Allocation& allocation) {
        WindowRun run(problem);
        run.apply(allocation);
        run.advance(run.nextCompletion());
        if (run.over())
            keepBetter(best, run.finish());
        else
            extend(best, problem, run, allocation);
    }).run();
    return best;
}

} // namespace jackdaw::simulation
