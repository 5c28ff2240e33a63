// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/step_kernels_impl.h"

#include "engine/base/log.h"

#include <array>
#include <mutex>

namespace jackdaw::learning {
namespace {

constexpr std::array kNames{"detectionLoss", "gatherGradients", "moveParameters", "drawViews", "normSpread",
                            "normForward",   "normBlame",       "normBackward",   "fillSlot",  "classLoss"};

void sayOnce(const Error& error)
{
    static std::once_flag said;
    std::call_once(said, [&] {
        log(LogLevel::Warning, "learning",
            "Training goes on by single operations, without kernels of its own: " + error.text() + " " + error.detail);
    });
}

} // namespace

std::optional<StepKernels> StepKernels::here()
{
    auto loaded = tensors::LaneKernels::load(kernelImage(), kNames);
    if (loaded)
        return StepKernels(*std::move(loaded));
    if (loaded.error().code != ErrorCode::NotFound)
        sayOnce(loaded.error());
    return std::nullopt;
}

} // namespace jackdaw::learning
