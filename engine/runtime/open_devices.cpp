// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/open_devices.h"

#include "engine/base/signal.h"
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/native_gpu.h"
#include "engine/cuda/stand_in.h"
#include "engine/learning/student.h"
#include "engine/profiling/cost_table.h"
#include "engine/runtime/training_cost.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <stop_token>
#include <utility>

namespace jackdaw::runtime {
namespace {

constexpr std::uint32_t kLanesPerPool = 3;

/// Size of inference's pool where there are two: small students are hardly faster in more (121 µs in 40 multiprocessors
/// of an H200, 100 in all 132). Retrainings are side by side in the lanes of the other, where they get as much done as
/// in pools of their own: three of them 1.97 times what one does.
constexpr Share kInferencePool{0.3};

bool usesGpu(const RunSettings& settings)
{
    return std::any_of(settings.devices.begin(), settings.devices.end(), [](const auto& each) { return each.isGpu(); });
}

std::unique_ptr<compute::Device> openCpu(const DeviceSettings& settings, ClockKind clock)
{
    const int threads = settings.threads;
    return compute::makeCpuDevice(
        {.threads = threads,
         .onThreadStart = [threads] { learning::useThreads(threads); },
         .stopwatch = clock == ClockKind::Device ? costStopwatch(threads) : StopwatchKind::Wall});
}

Result<std::unique_ptr<compute::Device>> openGpu(const DeviceSettings& settings,
                                                 const std::vector<std::shared_ptr<cuda::Gpu>>& gpus,
                                                 const std::vector<Share>& firstPools)
{
    const auto index = static_cast<std::size_t>(settings.index);
    if (index >= gpus.size())
        return fail(ErrorCode::InvalidInput,
                    "The device cuda:" + std::to_string(index) + " was asked for; NVIDIA's driver shows "
                        + std::to_string(gpus.size()) + (gpus.size() == 1 ? " GPU" : " GPUs") + ", counted from 0.",
                    "Name one of these.");
    cuda::CudaSettings made;
    made.layouts = {.mostPools = 2, .firstPools = firstPools};
    made.lanesPerPool = kLanesPerPool;
    made.onThreadStart = [threads = settings.threads] {
        learning::useThreads(threads);
        tensors::prepareLaneThread();
    };
    return cuda::makeCudaDevice(gpus[index], std::move(made));
}

using Gpus = std::vector<std::shared_ptr<cuda::Gpu>>;

Result<Gpus> findGpus()
{
    auto gpus = cuda::openGpus();
    if (!gpus)
        return gpus;
    if (Status opened = tensors::openCuda(); !opened)
        return tl::unexpected(opened.error());
    return gpus;
}

/// Stand-ins for the GPUs that the cost table was measured on, as many as the run names. None where it was another
/// device.
std::optional<Gpus> standIns(const RunSettings& settings)
{
    const auto costs = profiling::CostTable::load(settings.costTable);
    auto standIn = costs ? cuda::standInFor(costs->device) : std::nullopt;
    if (!standIn)
        return std::nullopt;
    if (costs->deviceMemory > 0)
        standIn->memoryBytes = costs->deviceMemory;
    Gpus gpus;
    for (const DeviceSettings& each : settings.devices)
        while (gpus.size() <= static_cast<std::size_t>(each.index))
            gpus.push_back(std::make_shared<cuda::FakeGpu>(*standIn));
    return gpus;
}

/// Under device time costs are those of the table whatever computes, so that a machine without a GPU will do.
Result<Gpus> gpusFor(const RunSettings& settings, bool isRun)
{
    auto found = findGpus();
    if (found || !isRun || settings.clock != ClockKind::Device)
        return found;
    auto standing = standIns(settings);
    return standing ? Result<Gpus>(std::move(*standing)) : std::move(found);
}

/// Submits and waits; the listener is the caller's for that time.
class Driven {
public:
    explicit Driven(compute::Device& device) : m_device(device)
    {
        m_device.setListener([this] { m_ended.notify(); });
    }
    ~Driven() { m_device.setListener({}); }

    Status submit(compute::LaneId lane, compute::Work work)
    {
        const auto ticket = m_device.submit(lane, std::move(work));
        m_running += ticket ? 1 : 0;
        return ticket.map([](compute::Ticket) {});
    }

    Status finish()
    {
        Status outcome;
        while (m_running > 0) {
            for (const compute::Completion& ended : m_device.takeCompletions()) {
                --m_running;
                outcome = outcome ? ended.outcome : outcome;
            }
            if (m_running > 0)
                m_ended.waitUntil(Signal::Instant::max(), std::stop_token());
        }
        return outcome;
    }

private:
    compute::Device& m_device;
    Signal m_ended;
    int m_running = 0;
};

Result<Devices> open(const RunSettings& settings, const std::vector<Share>& firstPools, bool isRun)
{
    Gpus gpus;
    if (usesGpu(settings)) {
        auto found = gpusFor(settings, isRun);
        if (!found)
            return tl::unexpected(found.error());
        gpus = std::move(*found);
    }
    Devices devices;
    for (const DeviceSettings& each : settings.devices) {
        auto device = each.isGpu() ? openGpu(each, gpus, firstPools) : openCpu(each, settings.clock);
        if (!device)
            return tl::unexpected(device.error());
        devices.push_back(std::move(*device));
    }
    return devices;
}

} // namespace

Result<Devices> openDevices(const RunSettings& settings)
{
    return open(settings, {kInferencePool}, true);
}

Result<Devices> openForCalibration(const RunSettings& settings)
{
    return open(settings, measuredParts(), false);
}

const std::vector<Share>& measuredParts()
{
    static const std::vector<Share> parts{Share{0.06}, Share{0.12}, Share{0.24}, Share{0.45}};
    return parts;
}

std::string deviceText(const DeviceSettings& settings, const compute::Device& device)
{
    return settings.isGpu() ? device.info().name : settings.kind + ", threads: " + std::to_string(settings.threads);
}

Status runInFirstLane(compute::Device& device, Share space, const std::function<Status(Share)>& work)
{
    const bool whole = space >= Share{1.0};
    const auto pools =
        device.partition(whole ? std::vector<Share>{space} : std::vector<Share>{space, Share{1.0} - space});
    if (!pools)
        return tl::unexpected(pools.error());
    Driven driven(device);
    const Status submitted = driven.submit({}, [&work, made = pools->front()] { return work(made); });
    const Status ended = driven.finish();
    return submitted ? ended : submitted;
}

Status warmUp(compute::Device& device, const std::function<compute::Work(bool onlyServes)>& makeWork)
{
    if (!device.info().gpu)
        return {};
    std::vector<std::vector<Share>> partitions{{Share{1.0}}};
    if (device.info().mostPools > 1)
        partitions.push_back({kInferencePool, Share{1.0} - kInferencePool});
    Status outcome;
    for (const std::vector<Share>& pools : partitions) {
        if (const auto sizes = device.partition(pools); !sizes)
            return tl::unexpected(sizes.error());
        Driven driven(device);
        for (std::uint32_t pool = 0; pool < pools.size(); ++pool)
            for (std::uint32_t lane = 0; lane < device.info().lanesPerPool && outcome; ++lane)
                outcome = driven.submit({pool, lane}, makeWork(pool + 1 < pools.size()));
        const Status ended = driven.finish();
        outcome = outcome ? ended : outcome;
    }
    return outcome;
}

} // namespace jackdaw::runtime
