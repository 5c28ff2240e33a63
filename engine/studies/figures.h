// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/statistics.h"
#include "engine/simulation/trace.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

/// The figures and tables of Ekya's evaluation (ekya.md §6), made again from measured profiles, with the published
/// values beside them.
namespace jackdaw::studies {

struct FigurePoint {
    double x = 0.0;
    double y = 0.0;
    std::optional<Interval> interval; ///< 95 %, of y
};

struct FigureSeries {
    std::string name;
    bool published = false; ///< read off the paper; otherwise simulated here
    std::vector<FigurePoint> points;
};

enum class FigureKind {
    Lines, ///< points joined by lines
    Steps, ///< a value holds until the next point
    Bars, ///< one bar per point and series, x is the bar's middle or its category
};

struct Figure {
    std::string id; ///< "figure-8", "table-2": also the files' name
    std::string title;
    std::string xLabel;
    std::string yLabel;
    FigureKind kind = FigureKind::Lines;
    std::vector<std::string> categories; ///< names of x = 0, 1, …; empty where x is a number
    std::vector<FigureSeries> series;
    /// What differs between the paper's inputs and these, and what follows from it.
    std::vector<std::string> differences;
};

/// Traces of the case files by number of streams, two windows each.
struct FigureInputs {
    std::map<std::size_t, simulation::Trace> traces; ///< 2, 4, 6, 8 and 10 streams
    unsigned threads = 0; ///< 0: one per processor core
    std::uint64_t seeds = 5; ///< where errors are injected
    std::stop_token stop;
};

/// Reads cases/c{2,4,6,8,10}_w{1,2}.json under \p folder.
Result<FigureInputs> readFigureInputs(const std::filesystem::path& folder);

struct FigureMaker {
    std::string id;
    Result<Figure> (*make)(const FigureInputs& inputs);
};

/// Figures 8, 9, 10a, 10b, 11a, 11b, 12 and tables 2 and 3. Each is made on its own; a stop on request is an error of
/// code Cancelled.
std::span<const FigureMaker> figureMakers();

} // namespace jackdaw::studies
