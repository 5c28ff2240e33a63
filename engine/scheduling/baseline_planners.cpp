// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Position in the stream's options of configuration number \p configuration, counted in the stream's own list.
std::optional<std::size_t> uniformOption(const StreamProblem& stream, std::size_t configuration)
{
    if (stream.running)
        return kOptionRunning;
    if (configuration < stream.options.size())
        return configuration;
    return std::nullopt;
}

std::size_t bestOnAverage(const WindowProblem& problem)
{
    const Share fair{problem.totalGpus() / (2.0 * static_cast<double>(problem.streams.size()))};
    std::size_t best = 0;
    double bestMean = -1.0;
    for (std::size_t option = 0; option < mostOptions(problem); ++option) {
        Allocation allocation(problem);
        for (std::size_t v = 0; v < problem.streams.size(); ++v)
            allocation.set(
                v, {fair, fair, option < problem.streams[v].options.size() ? std::optional(option) : std::nullopt});
        if (const double mean = decoupledMean(problem, allocation, FreedShare::OwnInference); mean > bestMean) {
            bestMean = mean;
            best = option;
        }
    }
    return best;
}

WindowProblem onlyOption(const WindowProblem& problem, std::size_t option)
{
    WindowProblem reduced = problem;
    for (StreamProblem& stream : reduced.streams) {
        if (option < stream.options.size())
            stream.options = {stream.options[option]};
        else
            stream.options.clear();
    }
    return reduced;
}

} // namespace

std::string UniformPlanner::name() const
{
    std::ostringstream text;
    text << "uniform(" << m_configuration << "," << m_fraction << ")";
    return text.str();
}

Allocation uniformAllocation(const WindowProblem& problem, std::size_t configuration, double fraction)
{
    const auto streams = static_cast<double>(problem.streams.size());
    const Share whole{problem.totalGpus() / streams};
    const Share retraining = whole * (1.0 - fraction);
    Allocation allocation(problem);
    double freed = 0.0;
    double sharers = streams;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const std::optional<std::size_t> option = uniformOption(problem.streams[v], configuration);
        allocation.set(v, {whole * fraction, option ? retraining : Share{0.0}, option});
        (option ? sharers : freed) += option ? 1.0 : retraining.value;
    }
    const Share part{freed / sharers};
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        allocation.inference(v) += part;
        if (allocation.option(v))
            allocation.retraining(v) += part;
    }
    return allocation;
}

Plan UniformPlanner::plan(const WindowProblem& problem) const
{
    return planOf(name(), problem, uniformAllocation(problem, m_configuration, m_fraction), FreedShare::EqualSplit);
}

Plan InferenceOnlyPlanner::plan(const WindowProblem& problem) const
{
    return planOf(name(), problem, servedAlone(problem, problem.totalGpus()), FreedShare::Unused);
}

std::string OneWayPlanner::name() const
{
    return std::string(m_choice.teacher ? "teacher-only" : "student-only") + (m_choice.moved ? "(moved)" : "");
}

Plan OneWayPlanner::plan(const WindowProblem& problem) const
{
    const WindowProblem narrowed = withChoice(problem, m_choice);
    return planOf(name(), narrowed, servedAlone(narrowed, narrowed.totalGpus()), FreedShare::Unused);
}

std::string FixedResourcesPlanner::name() const
{
    std::ostringstream text;
    text << "fixed-res(" << m_fraction << ")";
    return text.str();
}

Plan FixedResourcesPlanner::plan(const WindowProblem& problem) const
{
    const Share whole{problem.totalGpus() / static_cast<double>(problem.streams.size())};
    const Share inference = whole * m_fraction;
    const Share retraining = whole - inference;
    Allocation allocation(problem);
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const Choice choice = JobGroup(problem, v).best(inference.value, retraining.value, FreedShare::OwnInference);
        allocation.set(v, {inference, choice.option ? retraining : Share{0.0}, choice.option});
    }
    return planOf(name(), problem, std::move(allocation), FreedShare::EqualSplit);
}

std::string FixedConfigurationPlanner::name() const
{
    return m_configuration ? "fixed-config(" + std::to_string(*m_configuration) + ")" : "fixed-config";
}

Plan FixedConfigurationPlanner::plan(const WindowProblem& problem) const
{
    const std::size_t option = m_configuration.value_or(bestOnAverage(problem));
    Plan plan = ThiefPlanner(m_options).plan(onlyOption(problem, option));
    plan.planner = name();
    for (PlanStep& step : plan.steps)
        for (std::size_t v = 0; v < step.allocation.streams(); ++v)
            if (auto& chosen = step.allocation.option(v); chosen && *chosen != kOptionRunning)
                chosen = option;
    noteContests(plan, problem, FreedShare::OwnInference);
    return plan;
}

} // namespace jackdaw::scheduling
