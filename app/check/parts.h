// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/kernels.h"
#include "app/check/report.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::check {

/// What the parts work with.
struct Bench {
    std::shared_ptr<cuda::Gpu> gpu;
    Kernels kernels;
    bool isSmall = false; ///< few of everything: under a memory checker, on the fake
    std::filesystem::path data{}; ///< folder of videos and golden models, for parts that need them

    /// \p full repetitions, or a few.
    int repetitions(int full) const { return isSmall ? std::min(full, 5) : full; }
};

/// Says a finding as soon as it is there.
using Say = std::function<void(Finding)>;

struct Part {
    const char* name;
    const char* what; ///< in words
    Status (*run)(Bench& bench, const Say& say);
};

/// All parts, the most important first.
const std::vector<Part>& deviceParts();

/// Of \p parts those that \p names names, separated by commas, in that order; all if it is empty. InvalidInput tells
/// which one is unknown.
Result<std::vector<Part>> chosenParts(const std::vector<Part>& parts, const std::string& names);

/// Name of the finding that says that a part has ended, and how long it took.
inline constexpr const char* kTook = "took";

/// Runs \p parts one after the other, as far as \p until allows to begin them; one that fails ends alone.
void runParts(const std::vector<Part>& parts, Bench& bench, Report& report, Nanoseconds until);

Status checkInventory(Bench& bench, const Say& say);
Status checkPools(Bench& bench, const Say& say);
Status checkPoolCosts(Bench& bench, const Say& say);
Status checkGraphs(Bench& bench, const Say& say);
Status checkRepartition(Bench& bench, const Say& say);
Status checkStride(Bench& bench, const Say& say);
Status checkSideBySide(Bench& bench, const Say& say);
Status checkLatency(Bench& bench, const Say& say);
Status checkSwap(Bench& bench, const Say& say);
Status checkCopies(Bench& bench, const Say& say);

} // namespace jackdaw::check
