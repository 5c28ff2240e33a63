// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/stream_model.h"

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
        Allocation allocation;
        for (const StreamProblem& stream : problem.streams)
            allocation.push_back({fair, fair, option < stream.options.size() ? std::optional(option) : std::nullopt});
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
    Allocation allocation;
    double freed = 0.0;
    double sharers = streams;
    for (const StreamProblem& stream : problem.streams) {
        const std::optional<std::size_t> option = uniformOption(stream, configuration);
        const Share retraining = whole * (1.0 - fraction);
        allocation.push_back({whole * fraction, option ? retraining : Share{0.0}, option});
        (option ? sharers : freed) += option ? 1.0 : retraining.value;
    }
    const Share part{freed / sharers};
    for (StreamAllocation& stream : allocation) {
        stream.inference += part;
        if (stream.option)
            stream.retraining += part;
    }
    return allocation;
}

Plan UniformPlanner::plan(const WindowProblem& problem) const
{
    return planOf(name(), problem, uniformAllocation(problem, m_configuration, m_fraction), FreedShare::EqualSplit);
}

Plan InferenceOnlyPlanner::plan(const WindowProblem& problem) const
{
    Allocation allocation;
    for (const double share : waterFill(problem, problem.totalGpus()))
        allocation.push_back({Share{share}, Share{0.0}, std::nullopt});
    return planOf(name(), problem, std::move(allocation), FreedShare::Unused);
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
    Allocation allocation;
    for (const StreamModel& model : streamModels(problem)) {
        const Share inference = whole * m_fraction;
        const Share retraining = whole - inference;
        const Choice choice = model.best(inference.value, retraining.value, FreedShare::OwnInference);
        allocation.push_back({inference, choice.option ? retraining : Share{0.0}, choice.option});
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
        for (StreamAllocation& given : step.allocation)
            if (given.option && *given.option != kOptionRunning)
                given.option = option;
    noteContests(plan, problem, FreedShare::OwnInference);
    return plan;
}

} // namespace jackdaw::scheduling
