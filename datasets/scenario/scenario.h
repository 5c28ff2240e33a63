// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace jackdaw::datasets {

/// Reads a scenario (schema: datasets/scenario.schema.json). Relative paths are taken from the scenario's folder;
/// `${NAME}` in a path is an environment variable. Every fault of the file is found in one pass and reported as one
/// error whose text has a line per fault, each with its JSON pointer.
Result<runtime::RunSettings> readScenario(const std::filesystem::path& file);
Result<runtime::RunSettings> parseScenario(std::string_view json, const std::filesystem::path& folder,
                                           const std::string& name);

/// Settings as scenario text: parseScenario(scenarioJson(x)) is x.
std::string scenarioJson(const runtime::RunSettings& settings);

/// What a scenario has where it says nothing: classes, student, configurations.
runtime::RunSettings defaultSettings();

/// \p settings with \p count cameras: the first of its own, and where there are more, theirs again, each copy starting
/// another equal part of a window later. Names say which copy it is. \p settings has at least one camera.
runtime::RunSettings withCameras(runtime::RunSettings settings, std::size_t count);

} // namespace jackdaw::datasets
