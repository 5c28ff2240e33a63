// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/report/chart.h"
#include "engine/report/report.h"

#include <cstdint>
#include <filesystem>
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

/// One row per planner, in the order of \p planners.
std::vector<ComparisonRow> comparisonRows(const std::vector<ComparedRun>& runs,
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
