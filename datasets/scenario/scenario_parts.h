// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/json/reader.h"
#include "engine/runtime/run_settings.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// The path under \p key, expanded; nothing where it is absent or faulty.
std::optional<std::filesystem::path> readPath(json::Object& object, const std::string& key,
                                              const std::filesystem::path& folder, bool required);
std::optional<std::filesystem::path> readPath(const json::Place& place, const std::filesystem::path& folder);

/// One element of "cameras"; its id is the caller's business.
runtime::CameraRun readCamera(const json::Place& place, const std::filesystem::path& folder);

/// One element of "configurations": epochs is required and the name made from the rest where it is absent.
learning::TrainingConfiguration readConfiguration(const json::Place& place);
/// "first_training": what it does not say stays as in \p configuration.
void readFirstTraining(json::Object object, learning::TrainingConfiguration& configuration);

/// "golden": how labels are made; the cache folder goes to \p settings too.
void readGolden(json::Object golden, const std::filesystem::path& folder, runtime::RunSettings& settings);

/// "student"; the number of classes is the scenario's.
learning::StudentSettings readStudent(json::Object student, const std::filesystem::path& folder);

/// What students of a family are retrained with where a scenario says nothing.
std::vector<learning::TrainingConfiguration> usualConfigurations(const learning::StudentSettings& student);
learning::TrainingConfiguration usualFirstTraining(const learning::StudentSettings& student);
/// Whether students of both have the same first training: those of one family, with heads of one kind.
bool startAlike(const learning::StudentSettings& one, const learning::StudentSettings& other);

} // namespace jackdaw::datasets
