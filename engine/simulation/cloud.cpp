// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/cloud.h"

#include "engine/simulation/served_window.h"
#include "engine/simulation/simulated_window.h"

#include <algorithm>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

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

} // namespace

double cloudDelay(std::size_t streams, double windowSeconds, double up, double down)
{
    const double upload = kCloudVideoMegabits * kCloudSampledFraction * windowSeconds;
    return static_cast<double>(streams) * (upload / up + kCloudModelMegabits / down);
}

std::unique_ptr<Alternative> makeCloud(CloudLink link, const Trace& trace, const SimulationOptions& options)
{
    return std::make_unique<Cloud>(link, trace, options);
}

} // namespace jackdaw::simulation
