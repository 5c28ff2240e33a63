// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/served_window.h"

#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

/// Whole seconds of the window's [from, to), its last instant included.
double wholeSeconds(double from, double to, double end)
{
    const double last = to >= end ? std::floor(end) + 1.0 : std::ceil(to);
    return std::max(0.0, last - std::ceil(from));
}

struct ServedStream {
    double accuracy = 0.0; ///< of the deployed model
    double since = 0.0;
    double integral = 0.0;
    double sampled = 0.0;
    double violation = 0.0;
};

void serveUntil(ServedStream& served, double until, const Served& ways, double floor, double end)
{
    if (until <= served.since)
        return;
    const double accuracy = ways.with(served.accuracy);
    served.integral += accuracy * (until - served.since);
    served.sampled += accuracy * wholeSeconds(served.since, until, end);
    served.violation = std::max(served.violation, floor - accuracy);
    served.since = until;
}

} // namespace

Timeline servedTimeline(const WindowProblem& problem, const Allocation& allocation,
                        const std::vector<Delivery>& deliveries)
{
    std::vector<ServedStream> streams(problem.streams.size());
    const auto serve = [&](std::size_t v, double until) {
        const StreamProblem& stream = problem.streams[v];
        serveUntil(streams[v], until, stream.inference.servedAt(allocation.inference(v)), stream.floor.value,
                   problem.seconds);
    };
    for (std::size_t v = 0; v < streams.size(); ++v)
        streams[v].accuracy = problem.streams[v].startAccuracy.value;
    for (const Delivery& delivery : deliveries)
        if (delivery.time < problem.seconds) {
            serve(delivery.stream, delivery.time);
            streams[delivery.stream].accuracy = delivery.accuracy;
        }
    Timeline timeline;
    timeline.steps.push_back({0.0, allocation});
    for (std::size_t v = 0; v < streams.size(); ++v) {
        serve(v, problem.seconds);
        const double weight = problem.streams[v].weight / totalWeight(problem);
        timeline.accuracy.push_back(streams[v].integral / problem.seconds);
        timeline.deployed.push_back(streams[v].accuracy);
        timeline.mean += timeline.accuracy.back() * weight;
        timeline.sampledMean += streams[v].sampled / wholeSeconds(0.0, problem.seconds, problem.seconds) * weight;
        timeline.floorViolation += streams[v].violation;
    }
    return timeline;
}

} // namespace jackdaw::simulation
