// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/report/chart.h"
#include "engine/simulation/trace.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>

/// The figures and tables of Ekya's evaluation (Bhardwaj et al., NSDI'22, §6), made again from measured profiles, with
/// the published values beside them.
namespace jackdaw::studies {

struct Figure {
    std::string id; ///< "figure-8", "table-2": also the files' name
    /// Published series were read off the paper, the others are simulated here. The notes say what differs between the
    /// paper's inputs and these, and what follows from it.
    report::Chart chart;
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
