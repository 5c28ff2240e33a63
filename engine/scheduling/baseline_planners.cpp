// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/baseline_planners.h"

#include "engine/scheduling/plan_support.h"

#include <sstream>

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

} // namespace jackdaw::scheduling
