// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/tensors/failure.h"

#include <new>

#include <c10/util/Exception.h>

namespace jackdaw::tensors {

ErrorCode codeOf(const std::exception& thrown)
{
    if (const auto* const failure = dynamic_cast<const Failure*>(&thrown))
        return failure->error().code;
    const bool lacks =
        dynamic_cast<const c10::OutOfMemoryError*>(&thrown) || dynamic_cast<const std::bad_alloc*>(&thrown);
    return lacks ? ErrorCode::OutOfMemory : ErrorCode::Internal;
}

Error errorOf(const std::exception& thrown, const std::string& what, Error broken)
{
    const auto* const ofLibTorch = dynamic_cast<const c10::Error*>(&thrown);
    broken.detail = ofLibTorch ? ofLibTorch->what_without_backtrace() : thrown.what();
    if (codeOf(thrown) != ErrorCode::OutOfMemory)
        return broken;
    return {ErrorCode::OutOfMemory, what + " found no memory left on its device.",
            "Use smaller batches or fewer cameras there, or end other programs that use it.", broken.detail};
}

} // namespace jackdaw::tensors
