// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"

#include <string>
#include <vector>

namespace jackdaw::runtime {

inline constexpr std::size_t kMostCameras = 64;
/// Allowed classes of a label are bits of a 32-bit word.
inline constexpr std::size_t kMostClasses = 32;
inline constexpr std::size_t kMostConfigurations = 64;
inline constexpr std::size_t kMostDevices = 64;
inline constexpr std::size_t kMostCountingPlaces = 64; ///< lines of a camera, zones, and ignored regions
inline constexpr std::size_t kMostCorners = 64;
inline constexpr double kShortestWindow = 0.1; ///< seconds
inline constexpr double kLongestWindow = 86400.0; ///< seconds
/// Labelled frames without which nothing is trained or profiled: some are held out.
inline constexpr int kFewestTrainingFrames = 4;
/// Part of a sample that is expected on the training side of the split; the rest is held out.
inline constexpr double kTrainingPart = 0.7;

/// One thing that is wrong with the settings of a run.
struct SettingFault {
    std::string place; ///< JSON pointer (RFC 6901) of the value in a scenario
    std::string found; ///< what stands there, in words
    std::string expected;
};

/// Everything that a run cannot be started with, wherever the settings come from: values out of their range, and what
/// only several values together can break.
std::vector<SettingFault> findFaults(const RunSettings& settings);

/// The same as one error, a sentence for one fault, a line per fault for several.
Status checkSettings(const RunSettings& settings);

} // namespace jackdaw::runtime
