// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/learning/student.h"

#include <string>
#include <vector>

namespace jackdaw::learning {

/// What a GPU takes for the work of one unit of a network in a step, as graphs of that work alone.
struct UnitTimes {
    std::string name;
    Nanoseconds forward{0}; ///< of the convolution
    Nanoseconds backward{0};
    Nanoseconds norm{0}; ///< BatchNorm with what follows it, and its gradients; 0 where there is none
};

/// Of all units of \p architecture with \p batch pictures, on the GPU whose lane the calling thread serves. Unsupported
/// where there are no kernels or graphs.
Result<std::vector<UnitTimes>> timesOfUnits(const Architecture& architecture, int batch);

} // namespace jackdaw::learning
