// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/figure_sweep.h"

#include <algorithm>

namespace jackdaw::simulation {
namespace {

struct OptionMean {
    std::size_t option = 0;
    double cost = 0.0;
    double accuracy = 0.0;
};

/// Means over the streams of the first window; options that not every stream has are left out.
std::vector<OptionMean> optionMeans(const Trace& trace)
{
    const std::vector<StreamWindow>& streams = trace.windows.front().streams;
    const auto shortest = std::min_element(streams.begin(), streams.end(), [](const auto& a, const auto& b) {
        return a.options.size() < b.options.size();
    });
    std::vector<OptionMean> means(shortest->options.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
        means[i].option = i;
        for (const StreamWindow& stream : streams) {
            means[i].cost += stream.options[i].gpuSeconds / static_cast<double>(streams.size());
            means[i].accuracy += stream.options[i].finalAccuracy / static_cast<double>(streams.size());
        }
    }
    return means;
}

} // namespace

UniformOptions uniformOptions(const Trace& trace)
{
    const std::vector<OptionMean> means = optionMeans(trace);
    const auto dearest = std::max_element(
        means.begin(), means.end(), [](const OptionMean& a, const OptionMean& b) { return a.accuracy < b.accuracy; });
    const auto cheapest = std::min_element(means.begin(), means.end(),
                                           [](const OptionMean& a, const OptionMean& b) { return a.cost < b.cost; });
    return {dearest->option, cheapest->option};
}

std::vector<NamedPlanner> uniformBaselines(const Trace& trace)
{
    const UniformOptions options = uniformOptions(trace);
    const auto uniform = [](std::size_t option, const std::string& share) {
        return "uniform(" + std::to_string(option) + "," + share + ")";
    };
    return {{"uniform (1, 50 %)", uniform(options.dear, "0.5")},
            {"uniform (2, 30 %)", uniform(options.cheap, "0.3")},
            {"uniform (2, 50 %)", uniform(options.cheap, "0.5")},
            {"uniform (2, 90 %)", uniform(options.cheap, "0.9")}};
}

Result<std::vector<BatchRow>> sweep(const FigureInputs& inputs, const Trace& trace,
                                    const std::vector<NamedPlanner>& planners, const std::vector<double>& gpus,
                                    const SimulationOptions& options, std::uint64_t seeds)
{
    BatchRequest request;
    for (const NamedPlanner& each : planners)
        request.planners.push_back(each.planner);
    request.gpus = gpus;
    request.seeds.clear();
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        request.seeds.push_back(seed);
    request.base = options;
    request.base.carryOver = false;
    request.threads = inputs.threads;
    const auto outcome = runBatch(trace, request, inputs.stop);
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (outcome->stopped)
        return fail(ErrorCode::Cancelled, "The figure was not finished: it was stopped on request.");
    return batchRows(*outcome);
}

std::vector<FigureSeries> curvesOf(const std::vector<BatchRow>& rows, const std::vector<NamedPlanner>& planners)
{
    std::vector<FigureSeries> curves;
    for (const NamedPlanner& each : planners) {
        FigureSeries curve{each.curve, false, {}};
        for (const BatchRow& row : rows) {
            if (row.planner == each.planner)
                curve.points.push_back({row.gpus, row.accuracy.mean, row.accuracy.interval});
        }
        curves.push_back(std::move(curve));
    }
    return curves;
}

FigureSeries published(std::string name, const std::vector<double>& x, const std::vector<double>& y)
{
    FigureSeries series{std::move(name), true, {}};
    for (std::size_t i = 0; i < x.size() && i < y.size(); ++i)
        series.points.push_back({x[i], y[i], std::nullopt});
    return series;
}

std::string caseDifference()
{
    return "Ours: two windows of 200 s with measured profiles of 18 configurations. Paper: its own profiles, which are "
           "not published, and more windows.";
}

} // namespace jackdaw::simulation
