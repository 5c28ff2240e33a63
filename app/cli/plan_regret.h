// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/studies/regret.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace jackdaw::cli {

struct RegretRequest {
    std::vector<std::string> cases; ///< windows of one set of streams follow each other
    std::vector<std::string> planners;
    std::vector<double> gpus;
    double delta = 0.1;
    studies::StartAccuracy start = studies::StartAccuracy::Predicted;
};

/// One planner with one kind of estimates over all cases and capacities.
struct RegretRow {
    std::string planner;
    bool corrected = false;
    struct Entry {
        std::string name; ///< the case's
        double gpus = 0.0;
        studies::Regret regret;
    };
    std::vector<Entry> entries;

    double mean() const;
    double worst() const;
};

/// Every planner with the predictions as they are, and with corrected ones.
Result<std::vector<RegretRow>> regretTable(const RegretRequest& request);

void writeRegretTable(std::ostream& out, const std::vector<RegretRow>& rows);
void writeRegretJson(std::ostream& out, const std::vector<RegretRow>& rows);

} // namespace jackdaw::cli
