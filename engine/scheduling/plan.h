// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/plan.h"
#include "engine/base/units.h"
#include "engine/scheduling/window_problem.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {

/// What one job gets from an instant on.
struct JobAllocation {
    Share share;
    /// Of a retraining: index into StreamProblem::options, or kOptionRunning for the running one. None: not to retrain.
    std::optional<std::size_t> option;
    bool operator==(const JobAllocation&) const = default;
};

/// What the two jobs of one stream get.
struct StreamAllocation {
    Share inference;
    Share retraining;
    std::optional<std::size_t> option; ///< of the retraining
    bool operator==(const StreamAllocation&) const = default;
};

/// What every job gets, in the order of the problem's jobs: of each stream its inference and its retraining, then the
/// further jobs.
class Allocation {
public:
    Allocation() = default;
    /// Nobody has anything.
    explicit Allocation(const WindowProblem& problem) : m_jobs(problem.jobs()), m_streams(problem.streams.size()) { }
    /// Streams alone.
    Allocation(std::initializer_list<StreamAllocation> streams);

    std::size_t size() const { return m_jobs.size(); }
    bool empty() const { return m_jobs.empty(); }
    std::size_t streams() const { return m_streams; }

    JobAllocation& job(std::size_t number) { return m_jobs[number]; }
    const JobAllocation& job(std::size_t number) const { return m_jobs[number]; }
    auto begin() const { return m_jobs.begin(); }
    auto end() const { return m_jobs.end(); }

    Share& inference(std::size_t stream) { return m_jobs[inferenceJob(stream)].share; }
    Share inference(std::size_t stream) const { return m_jobs[inferenceJob(stream)].share; }
    Share& retraining(std::size_t stream) { return m_jobs[retrainingJob(stream)].share; }
    Share retraining(std::size_t stream) const { return m_jobs[retrainingJob(stream)].share; }
    std::optional<std::size_t>& option(std::size_t stream) { return m_jobs[retrainingJob(stream)].option; }
    std::optional<std::size_t> option(std::size_t stream) const { return m_jobs[retrainingJob(stream)].option; }
    StreamAllocation stream(std::size_t stream) const
    {
        return {inference(stream), retraining(stream), option(stream)};
    }
    void set(std::size_t stream, const StreamAllocation& given);

    Share total() const;
    bool operator==(const Allocation&) const = default;

private:
    std::vector<JobAllocation> m_jobs;
    std::size_t m_streams = 0;
};

/// What happens to the share of a retraining that ends.
enum class FreedShare {
    Unused, ///< nobody gets it
    OwnInference, ///< the stream's own inference
    EqualSplit, ///< split equally over running retrainings and all inferences
    Replanned, ///< the planner runs again
};

/// An allocation that holds from \p time until the next step.
struct PlanStep {
    double time = 0.0; ///< seconds from the plan's start
    Allocation allocation;
};

/// The decision for one stream against the best alternative at the same shares.
struct Contest {
    std::optional<std::size_t> chosen; ///< the option; none: not to retrain
    std::optional<std::size_t> runnerUp;
    bool contested = false; ///< its interval overlaps the chosen one's
    bool operator==(const Contest&) const = default;
};

struct Plan {
    std::string planner;
    /// steps[0] holds now. Later steps are what the planner intends at the completions it expects; a live run plans
    /// again at each completion and uses only the first.
    std::vector<PlanStep> steps;
    /// Window accuracy per stream under the planner's own model, with what further jobs add.
    std::vector<double> expected;
    double expectedMean = 0.0; ///< weighted mean of expected
    std::vector<bool> contested; ///< per stream: the chosen option's interval overlaps the runner-up's
    std::vector<Contest> contests; ///< per stream: what contested stands on
    /// Per job, index into WindowProblem::devices, of steps[0]; none: it has no share. Empty with one device.
    std::vector<std::optional<std::size_t>> placement;
    GpuSeconds moveCost; ///< device time that is lost because jobs change their device, all together
    /// Mean window accuracy lost because a job cannot span devices: what the same shares would bring on one device with
    /// the whole capacity, less what the placed ones bring.
    double packingLoss = 0.0;
    double floorViolation = 0.0; ///< sum over streams of what is missing to a_MIN, 0 if every floor is met
    std::vector<PlanMove> trace; ///< empty when switched off
    /// trace[decisiveFrom..] is the search that led here; moves before it were tried from other starts and lost.
    std::size_t decisiveFrom = 0;
    Allocation searchStart; ///< allocation before trace[decisiveFrom]; empty without one
    bool averagedMoves = false; ///< the trace's shares are averages over the window, not those of steps[0]
    /// Planner whose plan this is, where a search of another planner's found nothing better; empty: its own.
    std::string takenFrom;

    const Allocation& now() const& { return steps.front().allocation; }
    Allocation now() && { return std::move(steps.front().allocation); }
};

/// A plan of one step with what is expected of it: under EqualSplit from its timeline, else decoupled.
Plan planOf(std::string planner, const WindowProblem& problem, Allocation allocation, FreedShare model);

/// Per stream the best alternative to what is chosen (another retraining, or none) at the same shares, and whether both
/// intervals overlap.
std::vector<Contest> contestsOf(const WindowProblem& problem, const Allocation& allocation, FreedShare model);
/// Writes contests and contested of \p plan: each stream as it stands when its retraining begins.
void noteContests(Plan& plan, const WindowProblem& problem, FreedShare model);

/// The problem's jobs with what \p plan gives them now, as the front ends show them. A retraining whose camera is still
/// to be labelled or profiled stands there as the job that it is so far. Every inference with a share says what serves
/// its camera until its model changes.
std::vector<PlannedJob> plannedJobs(const WindowProblem& problem, const Plan& plan);

/// Writes what \p move leaves its two jobs with: what \p after gives them.
void noteAfter(PlanMove& move, const WindowProblem& problem, const Allocation& after);

/// Sum over streams of what the instantaneous accuracy lacks to the floor under \p allocation as it stands.
double floorViolation(const WindowProblem& problem, const Allocation& allocation);

/// Nothing is retrained: every inference and every further job gets as much of \p capacity as every other, none more
/// than it can use; the rest stays free.
Allocation servedAlone(const WindowProblem& problem, double capacity);

/// Tried moves of searches from several starts, those of the search that decides last. Numbers the searches.
class SearchTrace {
public:
    explicit SearchTrace(bool on) : m_on(on) { }

    bool on() const { return m_on; }
    /// Where the search under way records; null when the trace is switched off.
    std::vector<PlanMove>* moves() { return m_on ? &m_moves : nullptr; }

    /// The search under way is over. \p best: it decides, and the one that decided before has lost.
    void endSearch(bool best);
    /// The next search goes on from where the deciding one ended.
    void goOn();
    /// Nothing that was searched decides.
    void dropAll();
    /// Takes \p other in as searches that come after these. \p best: what decided there decides here.
    void append(SearchTrace other, bool best);

    void writeTo(Plan& plan) &&;

private:
    bool m_on;
    std::vector<PlanMove> m_moves;
    std::size_t m_begun = 0; ///< where the search under way begins in m_moves
    std::uint16_t m_searches = 0; ///< ended so far
    std::vector<PlanMove> m_lost;
    std::vector<PlanMove> m_deciding;
};

} // namespace jackdaw::scheduling
