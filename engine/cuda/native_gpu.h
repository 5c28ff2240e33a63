// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/driver_table.h"
#include "engine/cuda/gpu.h"

#include <memory>
#include <vector>

namespace jackdaw::cuda {

/// All GPUs that NVIDIA's driver shows, in its order; at least one. Nothing is set up on them until they are used.
/// Fails as openDriver() does.
Result<std::vector<std::shared_ptr<Gpu>>> openGpus(const std::string& library = kDriverLibrary);

} // namespace jackdaw::cuda
