// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/alternatives.h"

#include "engine/simulation/served_window.h"
#include "engine/simulation/simulated_window.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <variant>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

/// Mbit/s that all cameras share.
struct CloudLink {
    double up = 0.0;
    double down = 0.0;
};

class Cloud final : public Alternative {
public:
    Cloud(CloudLink link, const Trace& trace, const SimulationOptions& options) :
        m_link(link), m_trace(trace), m_options(options)
    {
    }

    SimulatedWindow runWindow(std::size_t window, WindowProblems problems) override
    {
        const WindowProblem& truth = problems.truth;
        age(window);
        if (!m_underWay)
            send(truth);
        const std::vector<Delivery> deliveries = arrivals(truth);
        Timeline timeline = servedTimeline(truth, inferenceAlone(truth, 1.0), deliveries);
        if (m_underWay)
            m_underWay->left -= truth.seconds;
        SimulatedWindow result = summarised(std::move(problems.truth), std::move(timeline));
        result.deliveries = deliveries;
        return result;
    }

private:
    /// Models on their way, and how long they still take from the current window's start.
    struct Transfer {
        double left = 0.0;
        std::vector<std::optional<double>> accuracy; ///< per stream, on the current window
    };

    void age(std::size_t window)
    {
        if (!m_options.carryOver)
            m_underWay.reset();
        if (!m_underWay)
            return;
        for (std::size_t v = 0; v < m_underWay->accuracy.size(); ++v)
            if (std::optional<double>& accuracy = m_underWay->accuracy[v])
                *accuracy = std::clamp(*accuracy - carriedDrop(m_trace, window, v), 0.0, 1.0);
    }

    void send(const WindowProblem& truth)
    {
        m_underWay = Transfer{};
        m_underWay->left = cloudDelay(truth.streams.size(), truth.seconds, m_link.up, m_link.down);
        for (const StreamProblem& stream : truth.streams) {
            std::optional<double>& best = m_underWay->accuracy.emplace_back();
            for (const RetrainingOption& option : stream.options)
                best = std::max(best.value_or(0.0), option.finalAccuracy.value);
        }
    }

    std::vector<Delivery> arrivals(const WindowProblem& truth)
    {
        std::vector<Delivery> deliveries;
        if (m_underWay->left >= truth.seconds)
            return deliveries;
        for (std::size_t v = 0; v < truth.streams.size(); ++v) {
            const std::optional<double> accuracy = m_underWay->accuracy[v];
            const bool better = accuracy && *accuracy > truth.streams[v].startAccuracy.value;
            if (accuracy && (better || m_options.swap == SwapRule::Always))
                deliveries.push_back({m_underWay->left, v, *accuracy});
        }
        m_underWay.reset();
        return deliveries;
    }

    CloudLink m_link;
    const Trace& m_trace;
    const SimulationOptions& m_options;
    std::optional<Transfer> m_underWay;
};

/// Retraining in the cloud (Ekya, NSDI'22, table 3). All cameras' models arrive at one instant, cloudDelay() after
/// their window began. Where that is after the window's end the models arrive late and count from then on, if models
/// carry over; the link takes the next window's data only when it is free.
std::unique_ptr<Alternative> makeCloud(CloudLink link, const Trace& trace, const SimulationOptions& options)
{
    return std::make_unique<Cloud>(link, trace, options);
}

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

/// Serves every window with the nearest cached model: from the window's start where time or place decide, from when its
/// labels are there where what is seen decides. Until then the model of the window before serves.
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

constexpr std::array kHeuristics{std::pair("class-distribution", CacheHeuristic::ClassDistribution),
                                 std::pair("time-of-day", CacheHeuristic::TimeOfDay),
                                 std::pair("object-count", CacheHeuristic::ObjectCount),
                                 std::pair("location", CacheHeuristic::Location)};

using Parsed = std::variant<CloudLink, CacheHeuristic>;

/// What stands in the parentheses of "word(…)"; empty where there are none.
std::string_view argumentOf(std::string_view name)
{
    const std::size_t open = name.find('(');
    return open != std::string_view::npos && name.back() == ')' ? name.substr(open + 1, name.size() - open - 2)
                                                                : std::string_view();
}

std::optional<double> rateFrom(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value >= 1e-3 && value <= 1e6 ? std::optional(value) : std::nullopt;
}

Result<Parsed> parseCloud(std::string_view argument)
{
    const std::size_t comma = argument.find(',');
    if (comma != std::string_view::npos) {
        const auto up = rateFrom(argument.substr(0, comma));
        const auto down = rateFrom(argument.substr(comma + 1));
        if (up && down)
            return CloudLink{*up, *down};
    }
    return fail(ErrorCode::InvalidInput, "The alternative cloud needs its link's two rates.",
                "Write cloud(up,down) in Mbit/s, e.g. cloud(5.1,17.5).");
}

Result<Parsed> parseCache(std::string_view argument)
{
    std::string names;
    for (const auto& [name, heuristic] : kHeuristics) {
        if (argument == name)
            return heuristic;
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return fail(ErrorCode::InvalidInput, "The alternative cached needs a heuristic.",
                "Write cached(heuristic) with one of " + names + ".");
}

Result<Parsed> parse(std::string_view name)
{
    return name.starts_with("cloud") ? parseCloud(argumentOf(name)) : parseCache(argumentOf(name));
}

} // namespace

double cloudDelay(std::size_t streams, double windowSeconds, double up, double down)
{
    const double upload = kCloudVideoMegabits * kCloudSampledFraction * windowSeconds;
    return static_cast<double>(streams) * (upload / up + kCloudModelMegabits / down);
}

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

bool isAlternative(std::string_view name)
{
    const std::string_view word = name.substr(0, name.find('('));
    return word == "cloud" || word == "cached";
}

Status checkAlternative(std::string_view name)
{
    const auto parsed = parse(name);
    return parsed ? Status{} : tl::unexpected(parsed.error());
}

Result<std::unique_ptr<Alternative>> makeAlternative(std::string_view name, const Trace& trace,
                                                     const SimulationOptions& options)
{
    const auto parsed = parse(name);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (const auto* link = std::get_if<CloudLink>(&*parsed))
        return makeCloud(*link, trace, options);
    return makeModelCache(std::get<CacheHeuristic>(*parsed), trace, options);
}

} // namespace jackdaw::simulation
