// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/json_object.h"
#include "engine/runtime/run_settings.h"

#include <filesystem>
#include <optional>
#include <string>

namespace jackdaw::datasets {

/// The path under \p key, expanded; nothing where it is absent or faulty.
std::optional<std::filesystem::path> readPath(ObjectReader& object, const std::string& key,
                                              const std::filesystem::path& folder, bool required);
std::optional<std::filesystem::path> readPath(const nlohmann::json& value, const std::string& pointer,
                                              const std::filesystem::path& folder, Faults& faults);

/// One element of "cameras"; its id is the caller's business.
runtime::CameraRun readCamera(const nlohmann::json& value, const std::string& pointer,
                              const std::filesystem::path& folder, Faults& faults);

/// One element of "configurations": epochs is required and the name made from the rest where it is absent.
learning::TrainingConfiguration readConfiguration(const nlohmann::json& value, const std::string& pointer,
                                                  Faults& faults);
/// "first_training": what it does not say stays as in \p configuration.
void readFirstTraining(ObjectReader object, learning::TrainingConfiguration& configuration);

/// "golden": how labels are made; the cache folder goes to \p settings too.
void readGolden(ObjectReader golden, const std::filesystem::path& folder, runtime::RunSettings& settings);

/// "student"; the number of classes is the scenario's.
void readStudent(ObjectReader student, learning::Architecture& architecture);

/// What only several values together can break: names given twice, stretches that overlap, a camera without any
/// golden labels.
void checkTogether(const runtime::RunSettings& settings, Faults& faults);

} // namespace jackdaw::datasets
