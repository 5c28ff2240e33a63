// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_renderer.h"
#include "engine/runtime/run_settings.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::datasets {

/// One camera that is to be filmed: what its street is called, in files and on screen, and how it drifts.
struct StreetCamera {
    std::string file;
    std::string name;
    StreetSettings street;
};

/// What drifts in the course of a film, by name; several cameras may share it.
struct StreetCourse {
    std::string name;
    std::vector<StreetPhase> phases;
    bool operator==(const StreetCourse&) const = default;
};

/// One or several cameras of a script that differ by what chance makes of them.
struct StreetGroup {
    std::string name;
    StreetKind kind = StreetKind::Roundabout;
    std::string course; ///< name of one of the script's
    int copies = 1;
    double variety = 0.0;
    double start = 0.0; ///< seconds of the course at which the film begins
    double apart = 0.0; ///< seconds of the course by which each further copy begins later
    bool operator==(const StreetGroup&) const = default;
};

/// Streets to be filmed (schema: datasets/streets.schema.json).
struct StreetScript {
    std::string name;
    std::string description;
    std::uint64_t seed = 1;
    int width = 352;
    int height = 288;
    int framesPerSecond = 10;
    double seconds = 60.0;
    double windowSeconds = 60.0; ///< retraining windows of the scenario that plays the films
    double smallest = 14.0; ///< see StreetSettings
    std::vector<StreetCourse> courses;
    std::vector<StreetGroup> groups;
    bool operator==(const StreetScript&) const = default;
};

/// Every fault of the file is found in one pass and reported as one error, each with its JSON pointer.
Result<StreetScript> readStreetScript(const std::filesystem::path& file);
Result<StreetScript> parseStreetScript(std::string_view json, const std::string& name);
/// The script as a file says it, with all that it leaves to defaults.
std::string streetScriptJson(const StreetScript& script);

/// All cameras of \p script. Their truth has \p classes, as StreetSettings has them.
std::vector<StreetCamera> streetCameras(const StreetScript& script, const std::vector<std::string>& classes);

/// Adds \p cameras as they are filmed: film and truth beside the scenario.
void addFilms(runtime::RunSettings& settings, const std::vector<StreetCamera>& cameras);

/// The scenario that plays the films of streetCameras() from the folder that holds them.
runtime::RunSettings streetScenario(const StreetScript& script, const std::vector<StreetCamera>& cameras);

} // namespace jackdaw::datasets
