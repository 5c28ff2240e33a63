// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/model_cache.h"

#include "engine/simulation/served_window.h"
#include "engine/simulation/simulated_window.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

constexpr double kHoursPerDay = 24.0;

double distributionDistance(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
        sum += std::abs((i < a.size() ? a[i] : 0.0) - (i < b.size() ? b[i] : 0.0));
    return sum / 2.0;
}

double hoursBetween(double a, double b)
{
    const double difference = std::abs(a - b);
    return std::min(difference, kHoursPerDay - difference);
}

bool needsLabels(CacheHeuristic heuristic)
{
    return heuristic == CacheHeuristic::ClassDistribution || heuristic == CacheHeuristic::ObjectCount;
}

class ModelCache final : public Alternative {
public:
    ModelCache(const Trace& trace, const SimulationOptions& options, CacheHeuristic heuristic,
               std::vector<std::vector<std::size_t>> chosen) :
        m_trace(trace),
        m_options(options), m_heuristic(heuristic), m_chosen(std::move(chosen))
    {
    }

    SimulatedWindow runWindow(std::size_t window, WindowProblems problems) override
    {
        const TracedWindow& traced = m_trace.windows[window];
        const double labelled = m_options.labellingSeconds.value_or(traced.labellingSeconds);
        WindowProblem truth = std::move(problems.truth);
        std::vector<Delivery> deliveries;
        for (std::size_t v = 0; v < truth.streams.size(); ++v) {
            const std::vector<double>& accuracy = traced.streams[v].cachedAccuracy;
            // What a cached model is worth on this window is known, so nothing has to be carried by a drop.
            if (m_options.carryOver && window > 0)
                truth.streams[v].startAccuracy = Estimate::exact(accuracy[m_chosen[window - 1][v]]);
            deliveries.push_back({needsLabels(m_heuristic) ? labelled : 0.0, v, accuracy[m_chosen[window][v]]});
        }
        Timeline timeline = servedTimeline(truth, inferenceAlone(truth, 1.0), deliveries);
        SimulatedWindow result = summarised(std::move(truth), std::move(timeline));
        std::erase_if(deliveries, [&](const Delivery& delivery) { return delivery.time >= result.truth.seconds; });
        result.deliveries = std::move(deliveries);
        return result;
    }

private:
    const Trace& m_trace;
    const SimulationOptions& m_options;
    CacheHeuristic m_heuristic;
    std::vector<std::vector<std::size_t>> m_chosen; ///< per window and stream
};

tl::unexpected<Error> lacking(const std::string& where, const std::string& what)
{
    return fail(ErrorCode::InvalidInput,
                "The trace cannot be simulated with cached models: " + where + " " + what + ".",
                "Give cached_models, cached_accuracy and scenes in the trace.");
}

} // namespace

std::optional<double> sceneDistance(const Scene& a, const Scene& b, CacheHeuristic heuristic)
{
    switch (heuristic) {
    case CacheHeuristic::ClassDistribution:
        if (!a.classDistribution.empty() && !b.classDistribution.empty())
            return distributionDistance(a.classDistribution, b.classDistribution);
        break;
    case CacheHeuristic::TimeOfDay:
        if (a.hour && b.hour)
            return hoursBetween(*a.hour, *b.hour);
        break;
    case CacheHeuristic::ObjectCount:
        if (a.objects && b.objects)
            return std::abs(*a.objects - *b.objects);
        break;
    case CacheHeuristic::Location:
        if (!a.location.empty() && !b.location.empty())
            return a.location == b.location ? 0.0 : 1.0;
        break;
    }
    return std::nullopt;
}

std::optional<std::size_t> nearestModel(const std::vector<CachedModel>& models, const Scene& scene,
                                        CacheHeuristic heuristic)
{
    std::optional<std::size_t> nearest;
    double least = 0.0;
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::optional<double> distance = sceneDistance(models[i].scene, scene, heuristic);
        if (!distance || (nearest && *distance > least))
            continue;
        nearest = i;
        least = *distance;
    }
    return nearest;
}

Result<std::unique_ptr<Alternative>> makeModelCache(CacheHeuristic heuristic, const Trace& trace,
                                                    const SimulationOptions& options)
{
    if (trace.cachedModels.empty())
        return lacking("it", "has none");
    std::vector<std::vector<std::size_t>> chosen;
    for (std::size_t w = 0; w < trace.windows.size(); ++w) {
        chosen.emplace_back();
        for (std::size_t v = 0; v < trace.streams.size(); ++v) {
            const StreamWindow& values = trace.windows[w].streams[v];
            const std::string where = "window " + std::to_string(w) + " of " + trace.streams[v].id;
            if (values.cachedAccuracy.empty())
                return lacking(where, "does not say what they are worth");
            const auto nearest = nearestModel(trace.cachedModels, values.scene.value_or(Scene{}), heuristic);
            if (!nearest)
                return lacking(where, "or the models' scenes do not say what the heuristic looks at");
            chosen.back().push_back(*nearest);
        }
    }
    return std::make_unique<ModelCache>(trace, options, heuristic, std::move(chosen));
}

} // namespace jackdaw::simulation
