// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/tensors/lane_kernels.h"

#include "engine/cuda/cuda_device.h"
#include "engine/tensors/failure.h"

#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace jackdaw::tensors {
namespace {

/// The stream of \p gpu that tensor operations of this thread go to. Those of a fake one's lane are done on the CPU.
cuda::StreamHandle streamOfTensors(const cuda::Gpu& gpu)
{
    if (gpu.info().isFake) {
        const cuda::CurrentLane* lane = cuda::currentLane();
        return lane ? lane->stream : cuda::StreamHandle{};
    }
    const c10::impl::VirtualGuardImpl guard(c10::DeviceType::CUDA);
    const c10::StreamId id =
        guard.getStream({c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(gpu.info().ordinal)}).id();
    // The default stream is 0 to the driver, too; a stream that LibTorch did not make is known to it by its address,
    // which is even. Its own streams have odd numbers.
    if (id % 2 != 0)
        throw std::logic_error("A kernel was launched in a stream of LibTorch's own.");
    return {static_cast<std::uint64_t>(id)};
}

} // namespace

Result<LaneKernels> LaneKernels::load(std::span<const std::byte> image, std::span<const char* const> names)
{
    const cuda::CurrentLane* lane = cuda::currentLane();
    if (!lane)
        return fail(ErrorCode::NotFound, "The thread serves no lane of a GPU.");
    const auto loaded = lane->gpu.info().isFake ? loadNow(lane->gpu, image, names) : loadOnce(lane->gpu, image, names);
    if (!loaded)
        return tl::unexpected(loaded.error());
    return LaneKernels(lane->gpu, *loaded);
}

void LaneKernels::launch(std::size_t kernel, cuda::Grid grid, std::span<const std::uint64_t> arguments) const
{
    orThrow(m_gpu->launch(streamOfTensors(*m_gpu), m_loaded->kernels.at(kernel), grid, arguments));
}

Result<std::shared_ptr<const LaneKernels::Loaded>>
LaneKernels::loadNow(cuda::Gpu& gpu, std::span<const std::byte> image, std::span<const char* const> names)
{
    if (image.empty() && !gpu.info().isFake)
        return fail(ErrorCode::Unsupported, "This build has no kernels for the GPU.",
                    "Build with JACKDAW_CUDA=on, which fetches NVIDIA's compiler where there is none.");
    auto loaded = std::make_shared<Loaded>();
    if (const Status made = own(gpu, gpu.load(image), loaded->module); !made)
        return tl::unexpected(made.error());
    for (const char* name : names) {
        const auto kernel = gpu.kernel(loaded->module.get(), name);
        if (!kernel)
            return tl::unexpected(kernel.error());
        loaded->kernels.push_back(*kernel);
    }
    return loaded;
}

Result<std::shared_ptr<const LaneKernels::Loaded>>
LaneKernels::loadOnce(cuda::Gpu& gpu, std::span<const std::byte> image, std::span<const char* const> names)
{
    using Key = std::pair<int, const std::byte*>;
    static std::mutex mutex;
    // As long as the process, see load(): at its end the driver may be gone already.
    static auto& known = *new std::map<Key, std::shared_ptr<const Loaded>>;
    const std::lock_guard lock(mutex);
    auto& here = known[{gpu.info().ordinal, image.data()}];
    if (!here) {
        auto loaded = loadNow(gpu, image, names);
        if (!loaded)
            return loaded;
        here = *std::move(loaded);
    }
    return here;
}

} // namespace jackdaw::tensors
