// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/tensor_job.h"

#include "app/check/timing.h"

#include <ATen/Parallel.h>

namespace jackdaw::check {
namespace {

constexpr int kFirstBatches = 3; ///< in which graphs are captured and clocks rise

compute::Work onCpu(const std::vector<tensors::TensorWork>& works)
{
    return [&works]() -> Status {
        for (const tensors::TensorWork& work : works)
            work();
        return {};
    };
}

} // namespace

TensorJob::TensorJob(const Bench& bench, tensors::TensorWork work) :
    m_isOnCpu(bench.gpu->info().isFake), m_works{work}, m_graphs(tensors::onLane(std::move(work)))
{
}

TensorJob::TensorJob(const Bench& bench, std::vector<tensors::TensorWork> works, std::size_t streams) :
    m_isOnCpu(bench.gpu->info().isFake), m_works(works), m_graphs(tensors::onBranches(std::move(works), streams))
{
}

compute::Work TensorJob::batch()
{
    return m_isOnCpu ? onCpu(m_works) : m_graphs.batch();
}

compute::Work TensorJob::eagerBatch() const
{
    if (m_isOnCpu)
        return onCpu(m_works);
    return [this]() -> Status {
        Status done;
        for (const tensors::TensorWork& work : m_works)
            done = done ? tensors::runOnLane(*cuda::currentLane(), work) : done;
        return done;
    };
}

Result<std::unique_ptr<DrivenDevice>> deviceForTensors(Bench& bench)
{
    cuda::CudaSettings settings;
    settings.onThreadStart = [isOnCpu = bench.gpu->info().isFake] {
        tensors::prepareLaneThread();
        if (isOnCpu)
            at::set_num_threads(1); // several lanes must not have several teams of threads
    };
    return DrivenDevice::make(bench, std::move(settings));
}

Result<double> durationOf(DrivenDevice& device, compute::LaneId lane, int batches,
                          const std::function<compute::Work()>& batch)
{
    Times times;
    for (int i = 0; i < batches + kFirstBatches; ++i) {
        const auto ticket = device->submit(lane, batch());
        if (!ticket)
            return tl::unexpected(ticket.error());
        const compute::Completion ended = device.wait().front();
        if (!ended.outcome)
            return tl::unexpected(ended.outcome.error());
        if (i >= kFirstBatches)
            times.add(ended.duration);
    }
    return times.median();
}

} // namespace jackdaw::check
