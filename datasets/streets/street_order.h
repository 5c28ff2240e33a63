// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_view.h"

#include <vector>

namespace jackdaw::datasets {

/// Far to near: the order in which upright things with convex \p footprints hide one another rightly. Where two of them
/// can be parted by a side of one, the one on the eye's side comes later; else the depths of their middles decide.
std::vector<std::size_t> paintingOrder(const std::vector<std::vector<Vec2>>& footprints, const StreetView& view);

} // namespace jackdaw::datasets
