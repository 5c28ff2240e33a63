// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/device.h"

#include "engine/compute/lane.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <fstream>
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
        m_lane(
            std::move(settings.onThreadStart),
            [kind = settings.stopwatch](Ticket ticket, const Work& work) { return run(kind, ticket, work); }, m_ended)
    {
    }

    const DeviceInfo& info() const override { return m_info; }
    DeviceMemory memory() const override { return {m_info.memoryBytes, residentMemory()}; }
    Result<std::vector<Share>> partition(const std::vector<Share>& pools) override;
    std::vector<Share> pools() const override { return {Share{1.0}}; }
    Result<Ticket> submit(LaneId lane, Work work) override;
    std::vector<Completion> takeCompletions() override { return m_ended.takeAll(); }
    void setListener(std::function<void()> listener) override { m_ended.setListener(std::move(listener)); }

private:
    static Completion run(StopwatchKind kind, Ticket ticket, const Work& work);

    const DeviceInfo m_info;
    CompletionQueue m_ended;
    std::uint64_t m_nextTicket = 0;
    LaneThread m_lane;
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
    const Ticket ticket{m_nextTicket++};
    m_lane.submit(ticket, std::move(work));
    return ticket;
}

Completion CpuDevice::run(StopwatchKind kind, Ticket ticket, const Work& work)
{
    const Stopwatch stopwatch(kind);
    Status outcome = runGuarded(work);
    return {ticket, stopwatch.elapsed(), std::move(outcome)};
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
