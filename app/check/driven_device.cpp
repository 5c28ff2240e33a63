// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/driven_device.h"

#include "app/check/steps.h"

#include <array>

namespace jackdaw::check {
namespace {

constexpr std::uint64_t kCycles = 6'000; ///< about 3 microseconds
constexpr cuda::Grid kGrid{32, 256};
constexpr int kInferenceKernels = 27;
constexpr int kTrainingKernels = 256;

cuda::LaneGraphs::Queue chain(const Bench& bench, int kernels)
{
    return [kernel = bench.kernels.spin, kernels](const cuda::CurrentLane& lane) {
        return repeat(kernels, [&] { return lane.gpu.launch(lane.stream, kernel, kGrid, std::array{kCycles}); });
    };
}

} // namespace

Result<std::unique_ptr<DrivenDevice>> DrivenDevice::make(Bench& bench, cuda::CudaSettings settings)
{
    auto driven = std::make_unique<DrivenDevice>();
    auto device = cuda::makeCudaDevice(bench.gpu, std::move(settings));
    if (!device)
        return tl::unexpected(device.error());
    driven->m_device = *std::move(device);
    driven->m_device->setListener([signal = &driven->m_ended] { signal->notify(); });
    return driven;
}

std::vector<compute::Completion> DrivenDevice::wait()
{
    while (true) {
        auto completions = m_device->takeCompletions();
        if (!completions.empty())
            return completions;
        m_ended.waitUntil(Signal::Instant::max(), {});
    }
}

cuda::LaneGraphs::Queue inferenceChain(const Bench& bench)
{
    return chain(bench, kInferenceKernels);
}

cuda::LaneGraphs::Queue trainingChain(const Bench& bench)
{
    return chain(bench, kTrainingKernels);
}

} // namespace jackdaw::check
