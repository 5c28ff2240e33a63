// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/device.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// A device for tests of what drives one: several pools and lanes, batches of scripted durations that slow each other
/// down, failures on demand. Its time is virtual and moves by advance() alone; work runs on the calling thread when its
/// batch ends.
class FakeDevice final : public compute::Device {
public:
    struct Settings {
        std::uint32_t mostPools = 3;
        std::uint32_t lanesPerPool = 2;
        Share unit;
        /// Time that the batch takes alone on the whole device; 10 ms if there is no script.
        std::function<Nanoseconds(compute::LaneId lane, compute::Ticket ticket)> duration;
        /// Speed of a pool by its size, the whole device being 1.
        std::function<double(Share)> speed = [](Share size) { return size.value; };
        double samePoolNeighbour = 1.0; ///< factor on the speed for each other busy lane of the pool
        double otherPoolNeighbour = 1.0; ///< and for each busy lane of other pools
        bool atOnce = false; ///< batches end when they are submitted, after their scripted duration all the same
    };

    explicit FakeDevice(Settings settings) : m_settings(std::move(settings))
    {
        m_info = {.kind = "fake",
                  .name = "fake",
                  .memoryBytes = 1 << 30,
                  .mostPools = m_settings.mostPools,
                  .lanesPerPool = m_settings.lanesPerPool,
                  .unit = m_settings.unit};
    }

    // What the test does.

    /// Moves time on; batches that end meanwhile complete, in the order of their ends.
    void advance(Nanoseconds duration)
    {
        const double end = toSeconds(m_now + duration);
        while (true) {
            const auto next = nextToEnd();
            if (!next || next->second > end + 1e-12)
                break;
            progress(next->second);
            finish(next->first);
        }
        progress(end);
        m_now += duration;
    }
    /// Time at which the next batch ends, as things stand.
    std::optional<Nanoseconds> nextEnd()
    {
        const auto next = nextToEnd();
        return next ? std::optional(fromSeconds(next->second)) : std::nullopt;
    }
    Nanoseconds now() const { return m_now; }

    void failNextPartition(Error error) { m_failPartition = std::move(error); }
    void failNextSubmit(Error error) { m_failSubmit = std::move(error); }
    /// The batch that is submitted next ends with \p error instead of its work.
    void failNextBatch(Error error) { m_failBatch = std::move(error); }
    /// All batches complete with an error, and nothing can be submitted or partitioned any more.
    void lose()
    {
        m_lost = true;
        for (const auto& [ticket, batch] : std::exchange(m_batches, {}))
            complete({ticket, Nanoseconds{0}, tl::unexpected(lostError())});
        m_lanes.clear();
    }
    /// Most batches that were ever under way at a time.
    std::size_t mostAtATime() const { return m_mostAtATime; }
    std::size_t partitions() const { return m_generation; }

    // What is tested.

    const compute::DeviceInfo& info() const override { return m_info; }
    compute::DeviceMemory memory() const override { return {m_info.memoryBytes, 0}; }
    std::vector<Share> pools() const override { return m_pools; }

    Result<std::vector<Share>> partition(const std::vector<Share>& pools) override
    {
        if (m_lost)
            return tl::unexpected(lostError());
        if (m_failPartition)
            return tl::unexpected(*std::exchange(m_failPartition, std::nullopt));
        if (const Status valid = compute::checkPools(pools, m_info); !valid)
            return tl::unexpected(valid.error());
        m_pools = pools;
        ++m_generation;
        return m_pools;
    }

    Result<compute::Ticket> submit(compute::LaneId lane, compute::Work work) override
    {
        if (m_lost)
            return tl::unexpected(lostError());
        if (m_failSubmit)
            return tl::unexpected(*std::exchange(m_failSubmit, std::nullopt));
        if (lane.pool >= m_pools.size() || lane.lane >= m_info.lanesPerPool)
            return fail(ErrorCode::InvalidInput, "The fake device has no such lane.");
        const compute::Ticket ticket{m_nextTicket++};
        if (auto failure = std::exchange(m_failBatch, std::nullopt))
            work = [failure]() -> Status { return tl::unexpected(*failure); };
        const Nanoseconds length = m_settings.duration ? m_settings.duration(lane, ticket) : Nanoseconds{10'000'000};
        if (m_settings.atOnce) {
            complete({ticket, length, compute::runGuarded(work)});
            return ticket;
        }
        m_batches[ticket] = {std::move(work), toSeconds(length), m_pools[lane.pool], std::nullopt};
        m_lanes[{m_generation, lane}].push_back(ticket);
        startLanes();
        return ticket;
    }

    std::vector<compute::Completion> takeCompletions() override { return std::exchange(m_completions, {}); }
    void setListener(std::function<void()> listener) override { m_listener = std::move(listener); }

private:
    /// A lane lives as long as it has batches, also when the device was partitioned anew meanwhile.
    using Lane = std::pair<std::size_t, compute::LaneId>;
    struct Batch {
        compute::Work work;
        double left = 0.0; ///< seconds alone on the whole device
        Share size; ///< of the pool that it was submitted to
        std::optional<double> begun;
    };

    static Error lostError() { return {ErrorCode::NotFound, "The device was lost.", "Check the device.", ""}; }

    void startLanes()
    {
        std::size_t busy = 0;
        for (const auto& [lane, queue] : m_lanes) {
            if (queue.empty())
                continue;
            Batch& first = m_batches.at(queue.front());
            first.begun = first.begun.value_or(m_progress);
            ++busy;
        }
        m_mostAtATime = std::max(m_mostAtATime, busy);
    }

    double speedOf(const Lane& lane) const
    {
        double speed = m_settings.speed(m_batches.at(m_lanes.at(lane).front()).size);
        for (const auto& [other, queue] : m_lanes) {
            if (queue.empty() || other == lane)
                continue;
            const bool samePool = other.first == lane.first && other.second.pool == lane.second.pool;
            speed *= samePool ? m_settings.samePoolNeighbour : m_settings.otherPoolNeighbour;
        }
        return speed;
    }

    std::optional<std::pair<Lane, double>> nextToEnd() const
    {
        std::optional<std::pair<Lane, double>> next;
        for (const auto& [lane, queue] : m_lanes) {
            if (queue.empty())
                continue;
            const double end = m_progress + m_batches.at(queue.front()).left / speedOf(lane);
            if (!next || end < next->second)
                next = {lane, end};
        }
        return next;
    }

    void progress(double until)
    {
        std::map<Lane, double> speeds;
        for (const auto& [lane, queue] : m_lanes) {
            if (!queue.empty())
                speeds[lane] = speedOf(lane);
        }
        for (const auto& [lane, speed] : speeds)
            m_batches.at(m_lanes.at(lane).front()).left -= (until - m_progress) * speed;
        m_progress = until;
    }

    void finish(const Lane& lane)
    {
        const compute::Ticket ticket = m_lanes.at(lane).front();
        m_lanes.at(lane).pop_front();
        const Batch batch = std::move(m_batches.extract(ticket).mapped());
        startLanes();
        complete({ticket, fromSeconds(m_progress - *batch.begun), compute::runGuarded(batch.work)});
    }

    void complete(compute::Completion completion)
    {
        m_completions.push_back(std::move(completion));
        if (m_listener)
            m_listener();
    }

    Settings m_settings;
    compute::DeviceInfo m_info;
    std::vector<Share> m_pools{Share{1.0}};
    std::size_t m_generation = 0; ///< counts partitions
    Nanoseconds m_now{0};
    double m_progress = 0.0; ///< seconds up to which batches have progressed
    std::map<compute::Ticket, Batch> m_batches;
    std::map<Lane, std::deque<compute::Ticket>> m_lanes;
    std::vector<compute::Completion> m_completions;
    std::function<void()> m_listener;
    std::uint64_t m_nextTicket = 0;
    std::optional<Error> m_failPartition;
    std::optional<Error> m_failSubmit;
    std::optional<Error> m_failBatch;
    bool m_lost = false;
    std::size_t m_mostAtATime = 0;
};

} // namespace jackdaw::testing
