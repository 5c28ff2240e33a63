// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/driven_device.h"
#include "app/check/parts.h"
#include "engine/compute/broker.h"

#include <array>
#include <cmath>

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

/// Steps per second of \p lanes training jobs in as many lanes of one pool.
Result<double> ratesOfLanes(Bench& bench, DrivenDevice& device, std::uint32_t lanes)
{
    std::vector<std::unique_ptr<cuda::LaneGraphs>> jobs;
    std::map<compute::Ticket, std::uint32_t> underWay;
    const auto submit = [&](std::uint32_t lane) -> Status {
        return device->submit({0, lane}, jobs[lane]->batch()).map([&](compute::Ticket ticket) {
            underWay[ticket] = lane;
        });
    };
    Status done;
    for (std::uint32_t lane = 0; lane < lanes && done; ++lane) {
        jobs.push_back(std::make_unique<cuda::LaneGraphs>(trainingChain(bench)));
        done = submit(lane);
    }
    std::size_t ended = 0;
    std::size_t counted = 0;
    Nanoseconds begun{0};
    const Nanoseconds length = lengthOf(bench, kLaneTime);
    while (!underWay.empty()) {
        const bool isOver = !done || (ended >= lanes && bench.gpu->now() - begun >= length);
        for (const compute::Completion& completion : device.wait()) {
            const std::uint32_t lane = underWay.extract(completion.ticket).mapped();
            done = done ? completion.outcome : done;
            // Each lane's first batch captures its graph.
            if (++ended == lanes)
                begun = bench.gpu->now();
            else if (ended > lanes && !isOver)
                ++counted;
            if (done && !isOver)
                done = submit(lane);
        }
    }
    if (!done)
        return tl::unexpected(done.error());
    return static_cast<double>(counted) / toSeconds(length);
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
    std::array<double, 5> rates{};
    for (std::uint32_t lanes = 1; lanes < rates.size(); ++lanes) {
        const auto rate = ratesOfLanes(bench, **device, lanes);
        if (!rate)
            return tl::unexpected(rate.error());
        rates[lanes] = *rate;
    }
    say({"training chains in lanes of one pool, steps per second",
         {{"one", rates[1]},
          {"two", rates[2]},
          {"three", rates[3]},
          {"four", rates[4]},
          {"three_by_one", rates[3] / rates[1]}},
         {{"three side by side by one after the other", rates[3] / rates[1], Bar::Kind::AtLeast, 1.8, ""}}});
    return {};
}

} // namespace jackdaw::check
