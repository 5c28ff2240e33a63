// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_settings.h"

#include <string>
#include <vector>

namespace jackdaw::datasets {

inline constexpr const char* kScenarioFormat = "jackdaw-scenario";
inline constexpr int kScenarioVersion = 1;

/// "whole, 8 epochs, 50 % of the data": what a configuration is called that has no name of its own.
std::string configurationName(const learning::TrainingConfiguration& configuration);

/// Names of TrainedLayers and ClockKind in scenario files, in the order of their values.
const std::vector<std::string>& layerNames();
const std::vector<std::string>& clockNames();

} // namespace jackdaw::datasets
