// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <string>
#include <vector>

namespace jackdaw::report {

/// A session's outcome: what `jackdaw-cli report` prints.
struct Report {
    std::string name;
    std::string planner;
    std::uint64_t seed = 0;
    std::uint32_t windows = 0; ///< counted ones
    MeasuredAccuracy mean; ///< over cameras and counted windows, interval by bootstrap over windows
    double meanGoldenHuman = 0.0;
    double meanStudentHuman = 0.0;
    Accuracy worstCamera;
    double deviceSeconds = 0.0;
    struct Window {
        std::uint32_t window = 0;
        CameraWindow values;
    };
    struct Camera {
        CameraId camera;
        std::string name;
        Accuracy mean;
        std::vector<Window> windows;
    };
    std::vector<Camera> cameras;
    std::vector<CostMeasured::Line> costs; ///< measured against charged, summed over the session
};

Result<Report> makeReport(session::SessionReader& reader);
/// Keys: planner, seed, windows, mean_accuracy, interval, cameras[] with name, mean_accuracy and windows[] of accuracy,
/// count, interval, retrained, configuration, device_seconds and the other two pairs where measured.
std::string reportJson(const Report& report, const std::vector<ConfigurationInfo>& configurations);
/// One self-contained page with tables and SVG charts.
std::string reportHtml(const Report& report, const std::vector<ConfigurationInfo>& configurations);
std::string reportText(const Report& report, const std::vector<ConfigurationInfo>& configurations);

} // namespace jackdaw::report
