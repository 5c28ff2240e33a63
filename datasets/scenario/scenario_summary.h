// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profiling/cost_table.h"
#include "engine/runtime/run_settings.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// One camera of a scenario, as far as it is known without running it.
struct CameraSummary {
    std::string name;
    std::string source;
    bool isLive = false;
    vision::PictureSize size; ///< 0 x 0 of a live camera, and of a source that cannot be read
    double framesPerSecond = 0.0; ///< in session time; 0 where it is not known
    double seconds = 0.0; ///< of the recording in session time
    std::string labels; ///< "golden model", "gate.csv", with what people labelled
    std::string student;
    std::size_t lines = 0;
    std::size_t zones = 0;
    std::size_t ignored = 0;
    std::string ignoredMask; ///< a file's name
    double weight = 1.0;
    double target = 0.0;
};

/// What all cameras together ask of one device, in devices; nothing where the cost table does not say it.
struct DeviceDemand {
    std::optional<double> inference; ///< of every frame
    std::optional<double> labels; ///< of first rounds and scores
    /// Of one retraining of every camera in each window: with the cheapest and with the dearest configuration.
    std::optional<double> cheapestRetraining;
    std::optional<double> dearestRetraining;
};

struct ScenarioSummary {
    runtime::RunSettings settings;
    std::vector<CameraSummary> cameras;
    std::vector<std::string> students; ///< each kind once
    std::string golden; ///< in words
    std::string costTable; ///< that the demand was worked out with; empty where there is none
    DeviceDemand demand;
    std::vector<std::string> unknown; ///< what could not be found out, and why
};

/// Reads what is cheap to read: sizes and rates of recordings, networks, costs from \p costs.
ScenarioSummary summarise(const runtime::RunSettings& settings, const std::optional<profiling::CostTable>& costs);

/// As lines of text with a table of the cameras.
std::string summaryText(const ScenarioSummary& summary);

} // namespace jackdaw::datasets
