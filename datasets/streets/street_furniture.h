// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"

namespace jackdaw::datasets {

/// Railings, stalls, signs ...: the props that only the streets to learn from have.
void paintFurniture(StreetPainter& painter, const Prop& prop);
/// Corners x0..x1, -y..y of its own coordinates.
struct FurnitureSize {
    double x0 = -0.15;
    double x1 = 0.15;
    double y = 0.15;
    double height = 1.0;
};
FurnitureSize furnitureSize(const Prop& prop);

} // namespace jackdaw::datasets
