// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_script.h"
#include "engine/runtime/run_settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::datasets {

inline constexpr int kDemoWindows = 7;
inline constexpr double kDemoWindowSeconds = 30.0;

/// The four cameras of the demo. Each drifts in its own way from window to window, far enough that a student of one
/// window fails in another.
std::vector<StreetCamera> demoCameras(std::uint64_t seed);

/// The scenario that plays them, with paths relative to its folder.
runtime::RunSettings demoScenario(const std::vector<StreetCamera>& cameras, std::uint64_t seed);

} // namespace jackdaw::datasets
