// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/plan.h"
#include "engine/base/units.h"
#include "engine/scheduling/window_problem.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {

/// What one stream gets from an instant on.
struct StreamAllocation {
    Share inference;
    Share retraining;
    std::optional<std::size_t> option; ///< index into StreamProblem::options; kOptionRunning for the running one
    bool operator==(const StreamAllocation&) const = default;
};

/// StreamAllocation::option of StreamProblem::running.
inline constexpr std::size_t kOptionRunning = static_cast<std::size_t>(-1);

/// Allocation of all streams, in the problem's order.
using Allocation = std::vector<StreamAllocation>;

/// What happens to the share of a retraining that ends (ekya.md §1.3).
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

/// Where each job of one stream runs.
struct StreamPlacement {
    std::optional<std::size_t> inference; ///< index into WindowProblem::devices; none: it has no share
    std::optional<std::size_t> retraining;
    bool operator==(const StreamPlacement&) const = default;
};

struct Plan {
    std::string planner;
    /// steps[0] holds now. Later steps are what the planner intends at the completions it expects; a live loop plans
    /// again at each completion and uses only the first.
    std::vector<PlanStep> steps;
    std::vector<double> expected; ///< window accuracy per stream under the planner's own model
    double expectedMean = 0.0; ///< weighted mean of expected
    std::vector<bool> contested; ///< per stream: the chosen option's interval overlaps the runner-up's
    std::vector<Contest> contests; ///< per stream: what contested stands on
    std::vector<StreamPlacement> placement; ///< of steps[0]; empty with one device
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

/// Writes what \p move leaves its two jobs and their streams with: what \p after gives them.
void noteAfter(PlanMove& move, const WindowProblem& problem, const Allocation& after);

/// Sum over streams of what the instantaneous accuracy lacks to the floor under \p allocation as it stands.
double floorViolation(const WindowProblem& problem, const Allocation& allocation);

/// Shares of \p capacity for every inference, none above its saturation, otherwise equal; the rest stays free.
std::vector<double> waterFill(const WindowProblem& problem, double capacity);

/// Tried moves of searches from several starts, those of the search that decides last.
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
    std::vector<PlanMove> m_lost;
    std::vector<PlanMove> m_deciding;
};

} // namespace jackdaw::scheduling
