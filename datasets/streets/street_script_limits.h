// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// What a street script may say; datasets/streets.schema.json says the same.
namespace jackdaw::datasets::script_limits {

inline constexpr const char* kFormat = "jackdaw-streets";
inline constexpr int kVersion = 1;
inline constexpr std::size_t kMostCourses = 64;
inline constexpr std::size_t kMostPhases = 1000;
inline constexpr int kShortestSide = 64;
inline constexpr int kLongestSide = 1920;
inline constexpr int kMostFrames = 60;
inline constexpr double kFewestSeconds = 1.0;
inline constexpr double kMostSeconds = 86400.0;
inline constexpr double kSmallestSide = 4.0;
inline constexpr double kLargestSide = 64.0;
inline constexpr double kMostWeight = 1000.0;
inline constexpr double kMostDensity = 10.0;
inline constexpr double kMostWind = 4.0;

} // namespace jackdaw::datasets::script_limits
