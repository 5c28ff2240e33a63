// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/check_data.h"
#include "app/check/report.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace jackdaw::check {

/// How large the main job is.
struct JobSize {
    int cameras = 64;
    int windows = 4;
    double windowSeconds = 15.0;
};

/// What fits \p minutes of the whole check on a GPU; without one a few seconds of few cameras.
JobSize jobSizeFor(double minutes, bool hasGpu);

/// What jackdaw-cli does for the check.
struct CliJob {
    std::filesystem::path program;
    CheckData data;
    std::string device; ///< "cuda", "cpu"
    JobSize size;
    std::filesystem::path out; ///< file of the findings; tables and reports go beside it
    std::chrono::seconds limit{600};

    /// The file beside the findings that \p what goes to: OUT's name without its ending, and that.
    std::filesystem::path beside(const std::string& what) const;
};

/// Measures the cost table of the main job.
Status calibrate(const CliJob& job, const std::function<void(Finding)>& say);
/// Runs the main job by both planners.
Status runMainJob(const CliJob& job, const std::function<void(Finding)>& say);

/// What a report of jackdaw-cli and the run's course say of it, with bars for frames that were dropped and for shares:
/// over ten seconds retrainings, which always have something to do, use what space and turns gave them.
Finding findingOf(const nlohmann::ordered_json& report, const nlohmann::ordered_json& course);
/// When and where a course's frames of counted windows were dropped: "window 1, 2.5 s: 3 frames of gate, yard".
std::vector<std::string> dropsOf(const nlohmann::ordered_json& course);

} // namespace jackdaw::check
