// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/driven_device.h"
#include "app/check/parts.h"
#include "engine/compute/broker.h"

#include <array>
#include <cmath>
#include <memory>
#include <numeric>

namespace jackdaw::check {
namespace {

constexpr Nanoseconds kStrideTime{5'000'000'000};
constexpr Nanoseconds kLaneTime{500'000'000};
constexpr int kSmallPart = 50; ///< of these times where few of everything are wanted

Nanoseconds lengthOf(const Bench& bench, Nanoseconds full)
{
    return bench.isSmall ? full / kSmallPart : full;
}

/// Two jobs that take turns in one lane by \p first and the rest, for \p length. Returns the first one's part of the
/// time.
Result<double> strideFor(Bench& bench, DrivenDevice& device, double first, Nanoseconds length)
{
    std::array jobs{cuda::LaneGraphs(inferenceChain(bench)), cuda::LaneGraphs(trainingChain(bench))};
    const auto layout = compute::layOut(
        {{JobId{0}, Share{first}, false, true}, {JobId{1}, Share{1.0 - first}, false, true}}, device->info());
    if (!layout)
        return tl::unexpected(layout.error());
    if (const auto sizes = device->partition(layout->pools); !sizes)
        return tl::unexpected(sizes.error());
    compute::Broker broker;
    broker.apply(*layout);
    broker.setReady(JobId{0}, true);
    broker.setReady(JobId{1}, true);
    std::array<Nanoseconds, 2> used{};
    int batches = 0;
    while (used[0] + used[1] < length) {
        const auto lease = broker.next(layout->jobs.front().lane);
        const auto ticket = device->submit(lease->lane, jobs[lease->job.value].batch());
        if (!ticket)
            return tl::unexpected(ticket.error());
        const compute::Completion ended = device.wait().front();
        if (!ended.outcome)
            return tl::unexpected(ended.outcome.error());
        broker.charge(lease->id, ended.duration);
        // The first batches capture their graphs.
        if (++batches > 2)
            used[lease->job.value] += ended.duration;
    }
    return toSeconds(used[0]) / toSeconds(used[0] + used[1]);
}

} // namespace

Status checkStride(Bench& bench, const Say& say)
{
    const auto device = DrivenDevice::make(bench);
    if (!device)
        return tl::unexpected(device.error());
    const Nanoseconds length = lengthOf(bench, kStrideTime);
    const auto part = strideFor(bench, **device, 0.3, length);
    if (!part)
        return tl::unexpected(part.error());
    const double points = std::abs(*part - 0.3) * 100.0;
    say({"30 % of the time of one lane",
         {{"seconds", toSeconds(length)}, {"wanted", 0.3}, {"used", *part}, {"error_points", points}},
         {{"stride: error of a time share over 5 s", points, Bar::Kind::AtMost, 0.1, "points"}}});
    return {};
}

Status checkSideBySide(Bench& bench, const Say& say)
{
    const auto device = DrivenDevice::make(bench);
    if (!device)
        return tl::unexpected(device.error());
    std::vector<std::unique_ptr<cuda::LaneGraphs>> chains;
    std::vector<LaneJob> jobs;
    std::array<double, 4> rates{};
    for (std::uint32_t lane = 0; lane < rates.size(); ++lane) {
        chains.push_back(std::make_unique<cuda::LaneGraphs>(trainingChain(bench)));
        jobs.push_back({{0, lane}, [chain = chains.back().get()] { return chain->batch(); }});
        const auto each = ratesTogether(bench, **device, jobs, lengthOf(bench, kLaneTime));
        if (!each)
            return tl::unexpected(each.error());
        rates[lane] = std::accumulate(each->begin(), each->end(), 0.0);
    }
    say({"training chains in lanes of one pool, steps per second",
         {{"one", rates[0]},
          {"two", rates[1]},
          {"three", rates[2]},
          {"four", rates[3]},
          {"three_by_one", rates[2] / rates[0]}},
         {{"three side by side by one after the other", rates[2] / rates[0], Bar::Kind::AtLeast, 1.8, ""}}});
    return {};
}

} // namespace jackdaw::check
