// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/report/counts.h"
#include "engine/session/session_file.h"

#include <optional>
#include <string>
#include <vector>

namespace jackdaw::report {

/// A session's outcome: what `jackdaw-cli report` prints. Windows that train first students are not counted; means rest
/// on the windows that have an accuracy.
struct Report {
    /// Counted windows of one camera, or of all.
    struct Tally {
        std::uint32_t windows = 0;
        std::uint32_t withAccuracy = 0; ///< of them: those in which an object was to be seen
        std::uint32_t atTarget = 0; ///< of these: at or above the camera's target
        std::uint32_t unfinished = 0; ///< of all: those that the camera did not finish; they have no accuracy
        EmptyFrames empty; ///< over all
        std::optional<Coverage> coverage; ///< over those of classifiers; none without one
    };
    struct Window {
        std::uint32_t window = 0;
        CameraWindow values;
        bool finished = true; ///< false: at its end the camera was gone
    };
    /// A time without the camera.
    struct Outage {
        Nanoseconds from{0};
        std::optional<Nanoseconds> until; ///< none: it did not come back
        std::string reason;
        bool ended = false; ///< its source came to its regular end
    };
    struct Camera {
        CameraId camera;
        std::string name;
        Accuracy target;
        std::optional<Accuracy> mean;
        Tally tally;
        std::vector<Window> firstStudents; ///< windows that are not counted
        std::vector<Window> windows; ///< counted ones
        std::vector<Outage> outages;
        std::vector<WindowCounts> counts; ///< of all windows; none where nothing is counted
    };

    /// A warning or an error that was said.
    struct Warning {
        Nanoseconds time{0};
        Alert alert;
    };

    /// A device's time without anything to do.
    struct IdleDevice {
        DeviceId device;
        std::string name; ///< in the session's words
        double windowSeconds = 0.0; ///< of the counted windows in which it was measured
        double seconds = 0.0; ///< idle in them
        std::vector<DeviceIdle::Reason> reasons; ///< these seconds, the longest first
        std::vector<DeviceIdle> windows; ///< of each window, also of those that are not counted
    };

    /// Frames of the counted windows that were due to a student, and how long after that they had their first
    /// predictions.
    struct Frames {
        std::uint64_t inferred = 0;
        std::uint64_t dropped = 0;
        double medianMilliseconds = 0.0; ///< of those that were inferred
        double p99Milliseconds = 0.0;
        double largestMilliseconds = 0.0;
    };
    /// Parts of all devices that jobs of a kind had in the counted windows, means over time; a device counts as 1.
    struct KindUse {
        JobKind kind = JobKind::Inference;
        Share requested;
        Share granted;
        Share used;
    };

    std::string name;
    std::vector<std::string> classes;
    std::string planner;
    std::uint64_t seed = 0;
    std::string ending; ///< of the run: "finished", "stopped by the user", "failed: …", "not closed: …"
    std::uint32_t windows = 0; ///< counted ones
    std::optional<MeasuredAccuracy> mean; ///< over cameras and windows, interval by bootstrap over windows
    std::optional<Accuracy> goldenHuman; ///< means against people's labels
    std::optional<Accuracy> studentHuman;
    std::optional<Accuracy> worstCamera; ///< the lowest mean of a camera
    Tally tally; ///< of all cameras
    double deviceSeconds = 0.0;
    std::vector<Camera> cameras;
    Frames frames;
    std::vector<KindUse> uses; ///< in the order of the kinds
    std::vector<IdleDevice> idle; ///< none in sessions from before it was recorded
    std::vector<Warning> warnings; ///< in their order
    std::vector<CostMeasured::Line> costs; ///< measured against charged, summed over the session
};

Result<Report> makeReport(session::SessionReader& reader);

void add(Report::Tally& sum, const Report::Tally& more);
/// The accuracy of a camera's window; null where nothing was to be seen, nothing was scored or the camera was away.
const MeasuredAccuracy* accuracyOf(const Report::Window& window);
/// One line per outage that was no regular end: which camera, from when to when, and why.
std::vector<std::string> brokenCameras(const Report& report);

/// Keys: planner, seed, ending, windows, mean_accuracy, interval, camera_windows, false_alarms, coverage, frames,
/// shares[], idle[], warnings[],
/// cameras[] with name, target, mean_accuracy, outages[], counts[] and windows[] of accuracy, count, interval,
/// retrained, configuration, device_seconds and the other two pairs where measured. A figure that rests on nothing is
/// null.
std::string reportJson(const Report& report, const std::vector<ConfigurationInfo>& configurations);
/// One self-contained page with tables and SVG charts.
std::string reportHtml(const Report& report, const std::vector<ConfigurationInfo>& configurations);
/// Ends with the cameras that were lost, and with how the run ended where it did not finish.
std::string reportText(const Report& report, const std::vector<ConfigurationInfo>& configurations);

} // namespace jackdaw::report
