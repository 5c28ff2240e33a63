// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
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
    /// Gain over the first planner, seed by seed, window by window and camera by camera.
    std::optional<MeanWithInterval> gain;
};

Result<Report> readReport(const std::filesystem::path& session);

/// One row per planner, in the order of \p planners.
std::vector<ComparisonRow> comparisonRows(const std::vector<ComparedRun>& runs,
                                          const std::vector<std::string>& planners);
std::string comparisonTable(const std::vector<ComparisonRow>& rows);
/// One line per camera that broke in a run; they are missing in the figures.
std::string lostCameras(const std::vector<ComparedRun>& runs);
std::string comparisonJson(const std::vector<ComparisonRow>& rows, const std::vector<ComparedRun>& runs,
                           const std::string& scenario);

} // namespace jackdaw::report
