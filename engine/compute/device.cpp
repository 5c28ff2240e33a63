// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/device.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <exception>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <unistd.h>

namespace jackdaw::compute {
namespace {

constexpr double kRounding = 1e-9;

std::string threadsInWords(int threads)
{
    return std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

std::uint64_t pageBytes()
{
    return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t machineMemory()
{
    return static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * pageBytes();
}

/// Memory of this process that is not swapped out.
std::uint64_t residentMemory()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    file >> size >> resident;
    return resident * pageBytes();
}

class CpuDevice final : public Device {
public:
    explicit CpuDevice(CpuSettings settings) :
        m_info{.kind = "cpu", .name = "cpu, " + threadsInWords(settings.threads), .memoryBytes = machineMemory()},
        m_stopwatch(settings.stopwatch),
        m_lane([this, start = std::move(settings.onThreadStart)](std::stop_token stop) {
            if (start)
                start();
            serve(stop);
        })
    {
    }

    const DeviceInfo& info() const override { return m_info; }
    DeviceMemory memory() const override { return {m_info.memoryBytes, residentMemory()}; }
    Result<std::vector<Share>> partition(const std::vector<Share>& pools) override;
    std::vector<Share> pools() const override { return {Share{1.0}}; }
    Result<Ticket> submit(LaneId lane, Work work) override;
    std::vector<Completion> takeCompletions() override;
    void setListener(std::function<void()> listener) override;

private:
    struct Submitted {
        Ticket ticket;
        Work work;
    };

    void serve(const std::stop_token& stop);
    std::optional<Submitted> nextBatch(const std::stop_token& stop);
    Completion run(const Submitted& batch) const;
    void complete(Completion completion);

    const DeviceInfo m_info;
    const StopwatchKind m_stopwatch;
    std::mutex m_mutex;
    std::condition_variable_any m_submitted;
    std::deque<Submitted> m_queue;
    std::vector<Completion> m_completions;
    std::function<void()> m_listener;
    std::uint64_t m_nextTicket = 0;
    std::jthread m_lane; ///< last: it uses the others
};

Result<std::vector<Share>> CpuDevice::partition(const std::vector<Share>& sizes)
{
    if (const Status valid = checkPools(sizes, m_info); !valid)
        return tl::unexpected(valid.error());
    return pools();
}

Result<Ticket> CpuDevice::submit(LaneId lane, Work work)
{
    if (lane != LaneId{})
        return fail(ErrorCode::InvalidInput,
                    "A batch was sent to lane " + std::to_string(lane.lane) + " of pool " + std::to_string(lane.pool)
                        + " of a CPU, which has lane 0 of pool 0 only.");
    const std::lock_guard lock(m_mutex);
    m_queue.push_back({Ticket{m_nextTicket++}, std::move(work)});
    m_submitted.notify_one();
    return m_queue.back().ticket;
}

std::vector<Completion> CpuDevice::takeCompletions()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_completions, {});
}

void CpuDevice::setListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

void CpuDevice::serve(const std::stop_token& stop)
{
    while (const auto batch = nextBatch(stop))
        complete(run(*batch));
}

std::optional<CpuDevice::Submitted> CpuDevice::nextBatch(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_submitted.wait(lock, stop, [this] { return !m_queue.empty(); });
    if (stop.stop_requested())
        return std::nullopt;
    Submitted batch = std::move(m_queue.front());
    m_queue.pop_front();
    return batch;
}

Completion CpuDevice::run(const Submitted& batch) const
{
    const Stopwatch stopwatch(m_stopwatch);
    Status outcome = runGuarded(batch.work);
    return {batch.ticket, stopwatch.elapsed(), std::move(outcome)};
}

void CpuDevice::complete(Completion completion)
{
    std::unique_lock lock(m_mutex);
    m_completions.push_back(std::move(completion));
    const auto listener = m_listener;
    lock.unlock();
    if (listener)
        listener();
}

} // namespace

std::unique_ptr<Device> makeCpuDevice(CpuSettings settings)
{
    return std::make_unique<CpuDevice>(std::move(settings));
}

Status checkCpuThreads(const std::vector<int>& threads)
{
    const auto several = std::find_if(threads.begin(), threads.end(), [](int count) { return count > 1; });
    if (threads.size() < 2 || several == threads.end())
        return {};
    return fail(ErrorCode::InvalidInput,
                "There are " + std::to_string(threads.size()) + " CPU devices, and one of them has "
                    + threadsInWords(*several)
                    + "; beside another CPU device each may have 1 thread only, since all tensor work of the program "
                      "shares one team of threads.",
                "Give each CPU device 1 thread, or name one CPU device with all threads.");
}

Status checkPools(const std::vector<Share>& pools, const DeviceInfo& info)
{
    if (pools.empty() || pools.size() > info.mostPools)
        return fail(ErrorCode::InvalidInput,
                    info.name + " was to be divided into " + std::to_string(pools.size()) + " pools; 1 to "
                        + std::to_string(info.mostPools) + " were expected.");
    double sum = 0.0;
    for (const Share pool : pools) {
        if (!std::isfinite(pool.value) || pool.value <= 0.0)
            return fail(ErrorCode::InvalidInput,
                        "A pool of " + info.name + " was to have the size " + std::to_string(pool.value)
                            + "; a part of the device above 0 was expected.");
        sum += pool.value;
    }
    if (sum > 1.0 + kRounding)
        return fail(ErrorCode::InvalidInput,
                    "The pools of " + info.name + " add up to " + std::to_string(sum) + "; at most 1 was expected.");
    return {};
}

Status runGuarded(const Work& work)
{
    constexpr const char* kMessage = "A batch of work broke off.";
    try {
        return work();
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, kMessage, {}, error.what());
    } catch (...) {
        return fail(ErrorCode::Internal, kMessage, {}, "An exception of an unknown type.");
    }
}

} // namespace jackdaw::compute
