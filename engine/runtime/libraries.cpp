// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/libraries.h"

#include "engine/cuda/telemetry.h"
#include "engine/tensors/library.h"

namespace jackdaw::runtime {

Libraries libraries()
{
    const tensors::LibTorch torch = tensors::libTorch();
    const auto telemetry = cuda::Telemetry::open();
    return {torch.version, torch.builtFor,    torch.fits(),
            torch.folder,  torch.hasCudaPart, telemetry ? telemetry->driver() : std::string()};
}

} // namespace jackdaw::runtime
