// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <string_view>

namespace jackdaw::profiling {

/// What is left of the speed of batches of \p shape in their part of a device while \p busy of it is, as a part of
/// their speed there alone. Parts of a GPU share its caches, its memory and the way kernels are launched.
///
/// No calibration measures that; it is what an H200 did, with a classifier and a point detector. A retraining beside
/// one job in the other half kept 0.88 to 0.90, three of them in a third each 0.83 and seven 0.79 (of 1.97 and 2.87
/// times what one does); inference that always has something to do kept 0.75 in two thirds of the device, 0.70 in half
/// of it and 0.66 in a third. Other kinds of batches are those of the host, which nobody slows down.
double besideNeighbours(std::string_view shape, Share busy);

} // namespace jackdaw::profiling
