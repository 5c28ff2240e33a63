// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/plan_trials.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner_wrappers.h"
#include "engine/scheduling/problem_text.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace jackdaw::window {
namespace {

using namespace jackdaw::scheduling;
using widgets::PlanTrial;
using widgets::TrialAllocation;
using widgets::TrialPlan;
using widgets::TrialProblem;
using widgets::TrialScore;

/// Steps of the knapsack up to which the exact planner answers while one waits.
constexpr double kMostExactSteps = 2e7;

TrialScore scoreOf(const Timeline& timeline)
{
    return {timeline.accuracy, timeline.mean, timeline.floorViolation, 0.0};
}

/// Where a retraining runs it is the only option.
std::optional<std::size_t> optionIn(const StreamProblem& stream, std::optional<std::size_t> trial)
{
    return trial && stream.running ? std::optional(kOptionRunning) : trial;
}

std::optional<std::size_t> trialOption(const StreamProblem& stream, std::optional<std::size_t> option)
{
    return option && stream.running ? std::optional(std::size_t{0}) : option;
}

std::optional<std::size_t> recordedOption(const StreamProblem& stream, const PlannedJob& job)
{
    if (!job.configuration)
        return std::nullopt;
    if (stream.running)
        return 0;
    const auto found = std::find_if(stream.options.begin(), stream.options.end(), [&](const RetrainingOption& option) {
        return option.configuration == *job.configuration;
    });
    return found != stream.options.end() ? std::optional(static_cast<std::size_t>(found - stream.options.begin()))
                                         : std::nullopt;
}

TrialAllocation recordedIn(const WindowProblem& problem, const PlanComputed& plan)
{
    TrialAllocation recorded;
    for (const PlannedJob& job : plan.jobs)
        recorded.shares.push_back(job.share.value);
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        recorded.options.push_back(recordedOption(problem.streams[v], plan.jobs[retrainingJob(v)]));
    return recorded;
}

TrialProblem described(const WindowProblem& problem, const PlanComputed& plan)
{
    TrialProblem told;
    for (const StreamProblem& stream : problem.streams) {
        widgets::TrialCamera& camera = told.cameras.emplace_back();
        camera.camera = stream.camera;
        camera.name = stream.name;
        if (stream.running)
            camera.options.push_back(stream.running->name);
        for (const RetrainingOption& option : stream.options)
            if (!stream.running)
                camera.options.push_back(option.name);
    }
    for (const JobProblem& job : problem.furtherJobs)
        told.furtherJobs.push_back(job.name);
    told.capacity = problem.totalGpus();
    told.quantum = problem.quantum.value;
    told.seconds = problem.seconds;
    told.recorded = recordedIn(problem, plan);
    return told;
}

bool needsPlacing(const WindowProblem& problem)
{
    return problem.devices.size() > 1 || problem.devices.front().memoryBytes > 0.0;
}

class Trial final : public PlanTrial {
public:
    Trial(WindowProblem problem, const PlanComputed& plan, std::unique_ptr<Planner> planner) :
        m_problem(std::move(problem)), m_told(described(m_problem, plan)), m_name(plan.planner),
        m_planner(std::move(planner))
    {
    }

    const TrialProblem& problem() const override { return m_told; }
    TrialScore score(const TrialAllocation& trial) const override;
    std::vector<std::string> planners() const override;
    Result<TrialPlan> plan(const std::string& planner) const override;

private:
    Allocation allocationOf(const TrialAllocation& trial) const;
    std::string bestUniform() const;
    bool isSmall() const;

    WindowProblem m_problem;
    TrialProblem m_told;
    std::string m_name;
    std::unique_ptr<Planner> m_planner; ///< the run's
};

Allocation Trial::allocationOf(const TrialAllocation& trial) const
{
    Allocation allocation(m_problem);
    for (std::size_t job = 0; job < allocation.size(); ++job)
        allocation.job(job).share = Share{trial.shares[job]};
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        allocation.option(v) = optionIn(m_problem.streams[v], trial.options[v]);
    return allocation;
}

TrialScore Trial::score(const TrialAllocation& trial) const
{
    Allocation allocation = allocationOf(trial);
    double unplaced = 0.0;
    if (needsPlacing(m_problem)) {
        PlacedAllocation placed = place(m_problem, allocation);
        allocation = std::move(placed.allocation);
        unplaced = placed.lost;
    }
    TrialScore score =
        scoreOf(coupledTimeline(m_problem, allocation, m_planner->onCompletion(),
                                [this](const WindowProblem& rest) { return m_planner->plan(rest).now(); }));
    score.unplaced = unplaced;
    return score;
}

/// Equal shares are as good as the configuration that they are given.
std::string Trial::bestUniform() const
{
    std::string best = "uniform(0,0.5)";
    double most = -1.0;
    for (std::size_t c = 0; c < std::max<std::size_t>(1, mostOptions(m_problem)); ++c) {
        const std::string name = "uniform(" + std::to_string(c) + ",0.5)";
        const auto made = plan(name);
        if (!made || made->score.mean <= most)
            continue;
        most = made->score.mean;
        best = name;
    }
    return best;
}

bool Trial::isSmall() const
{
    const double units = m_problem.totalGpus() / m_problem.quantum.value;
    return units * units * static_cast<double>(m_problem.streams.size() * (1 + mostOptions(m_problem)))
        <= kMostExactSteps;
}

std::vector<std::string> Trial::planners() const
{
    std::vector<std::string> names{m_name};
    std::vector<std::string> others{"jackdaw", "thief", bestUniform(), "inference-only"};
    if (isSmall())
        others.insert(others.begin() + 2, "exact");
    for (std::string& name : others)
        if (name != m_name)
            names.push_back(std::move(name));
    return names;
}

Result<TrialPlan> Trial::plan(const std::string& name) const
{
    const auto planner = makePlanner(name, {.trace = false});
    if (!planner)
        return tl::unexpected(planner.error());
    const WindowProblem seen = withChoice(m_problem, (*planner)->servingChoice());
    const auto began = std::chrono::steady_clock::now();
    const Plan plan = (*planner)->plan(seen);
    TrialPlan made{name, {}, {}, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()};
    made.score = scoreOf(intendedTimeline(seen, **planner, plan));
    for (const JobAllocation& job : plan.now())
        made.allocation.shares.push_back(job.share.value);
    for (std::size_t v = 0; v < m_problem.streams.size(); ++v)
        made.allocation.options.push_back(trialOption(m_problem.streams[v], plan.now().option(v)));
    return made;
}

} // namespace

Result<std::shared_ptr<const PlanTrial>> openTrial(const PlanComputed& plan)
{
    if (plan.problem.empty())
        return fail(ErrorCode::NotFound, "The session did not keep what the planner was told.",
                    "Sessions that are recorded from now on keep it.");
    auto problem = parseProblem(plan.problem, "of the plan");
    if (!problem)
        return tl::unexpected(problem.error());
    if (plan.jobs.size() != problem->jobs())
        return fail(ErrorCode::InvalidInput,
                    "What the planner was told names " + std::to_string(problem->jobs()) + " jobs, its plan "
                        + std::to_string(plan.jobs.size()) + ".",
                    "Look at another plan.");
    auto planner = makePlanner(plan.planner, {.trace = false});
    if (!planner)
        return tl::unexpected(planner.error());
    return std::make_shared<const Trial>(*std::move(problem), plan, *std::move(planner));
}

} // namespace jackdaw::window
