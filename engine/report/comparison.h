// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/report/chart.h"
#include "engine/report/report.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::report {

/// One run of a comparison.
struct ComparedRun {
    std::string planner;
    std::uint64_t seed = 0;
    std::filesystem::path session;
    Report report;
};

/// A simple way to do without a scheduler that does better than a planner.
struct BetterBaseline {
    std::string planner;
    MeanWithInterval difference; ///< the planner's accuracy less the baseline's, paired as ComparisonRow::gain is
};

/// True for what a planner has to beat: equal shares, and serving by one way alone without retraining.
bool isBaseline(const std::string& planner);

/// A planner's figures over all its seeds, cameras and counted windows that have an accuracy. Intervals are bootstraps
/// over the windows of all seeds: cameras of one window are drawn together.
struct ComparisonRow {
    std::string planner;
    std::size_t runs = 0;
    Report::Tally tally; ///< of all its runs
    std::optional<MeanWithInterval> accuracy; ///< student against golden, F1
    std::optional<MeanWithInterval> people; ///< student against people's labels
    std::optional<double> balanced;
    std::optional<double> worstCamera; ///< mean over seeds of the worst camera's mean
    double deviceSeconds = 0.0; ///< mean per run
    double cameras = 0.0; ///< mean per run
    double camerasAtTarget = 0.0; ///< of these: those whose mean is at their target, mean per run
    std::vector<BetterBaseline> better; ///< of a planner that is no baseline
    /// Gain over the first planner, seed by seed, window by window and camera by camera.
    std::optional<MeanWithInterval> gain;
};

Result<Report> readReport(const std::filesystem::path& session);
/// The file of a planner's run with a seed in the folder of a comparison.
std::filesystem::path comparedSession(const std::filesystem::path& folder, const std::string& planner,
                                      std::uint64_t seed);

/// One row per planner, in the order of \p planners.
std::vector<ComparisonRow> comparisonRows(const std::vector<ComparedRun>& runs,
                                          const std::vector<std::string>& planners);

/// One window of one seed under every planner.
struct ComparedWindow {
    std::uint64_t seed = 0;
    std::uint32_t window = 0;
    struct Side {
        std::optional<double> mean; ///< over the cameras that have an accuracy
        std::map<CameraId, double> cameras;
        /// Less the first planner's, over the cameras that have an accuracy under both.
        std::optional<double> gain;
    };
    std::vector<Side> sides; ///< in the order of the planners
};

/// Counted windows by seed and number, those in which any planner has an accuracy. Figures are those that
/// comparisonRows() puts together.
std::vector<ComparedWindow> comparedWindows(const std::vector<ComparedRun>& runs,
                                            const std::vector<std::string>& planners);

/// What a camera comes to under a planner: the mean of its windows of all seeds, and of the gains over the first
/// planner window by window. One per camera of any run, also where no planner has a figure of it.
struct ComparedCamera {
    CameraId camera;
    std::string name;
    struct Side {
        std::optional<double> mean;
        std::optional<MeanWithInterval> gain; ///< bootstrap over the windows of all seeds
    };
    std::vector<Side> sides;
};
std::vector<ComparedCamera> comparedCameras(const std::vector<ComparedRun>& runs,
                                            const std::vector<std::string>& planners);

std::string comparisonTable(const std::vector<ComparisonRow>& rows);
/// One line per planner and baseline that does better.
std::string lossesText(const std::vector<ComparisonRow>& rows);
/// One line per camera that broke in a run; they are missing in the figures.
std::string lostCameras(const std::vector<ComparedRun>& runs);
std::string comparisonJson(const std::vector<ComparisonRow>& rows, const std::vector<ComparedRun>& runs,
                           const std::string& scenario);

/// A comparison with a number of cameras.
struct CameraCount {
    std::uint32_t cameras = 0;
    std::vector<ComparisonRow> rows;
    std::vector<ComparedRun> runs;
};

/// One line per planner, with intervals.
Chart accuracyOverCameras(const std::vector<CameraCount>& counts);
std::string comparisonJson(const std::vector<CameraCount>& counts, const std::string& scenario);

} // namespace jackdaw::report
