// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/studies/figures.h"

#include <string>

namespace jackdaw::cli {

/// \p figure as an SVG document of its own: simulated series drawn full, published ones dashed or hatched pale, with
/// axes, a legend, and the differences of the inputs below.
std::string svgChart(const studies::Figure& figure);

} // namespace jackdaw::cli
