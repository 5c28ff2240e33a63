// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_painter.h"
#include "datasets/streets/street_renderer.h"
#include "datasets/streets/street_traffic.h"

#include <vector>

namespace jackdaw::datasets {

/// The phases at \p seconds: linear between neighbours, constant before the first and after the last.
StreetPhase phaseAt(const std::vector<StreetPhase>& phases, double seconds);

StreetDemand demandOf(const StreetPhase& phase);

/// Ambient colour, sun and lamps of \p phase; the sun moves around \p noon in the course of minutes.
StreetLight lightOf(const StreetPhase& phase, Vec3 noon, double seconds);

/// True if scenery painted under \p a looks the same under \p b.
bool looksAlike(const StreetLight& a, const StreetLight& b);

} // namespace jackdaw::datasets
