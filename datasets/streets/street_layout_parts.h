// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"
#include "engine/base/random.h"

namespace jackdaw::datasets {

inline constexpr double kRadians = 3.14159265358979323846 / 180.0;

using LayoutMaker = void (*)(StreetLayout&, RandomStream&);
LayoutMaker demoLayout(StreetKind kind);
LayoutMaker junctionLayout(StreetKind kind); ///< roundabout, petrol station, school street, car park
LayoutMaker roadLayout(StreetKind kind); ///< the others to learn from

/// Moves eye and view a little, and draws sun and film, the more the greater \p variety is.
void vary(StreetLayout& layout, RandomStream& random, double variety);

} // namespace jackdaw::datasets
