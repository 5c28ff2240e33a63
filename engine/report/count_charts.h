// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/report/chart.h"
#include "engine/report/report.h"

#include <vector>

namespace jackdaw::report {

/// What was counted over time: a chart of each line (objects of each class that went over it in each window, both ways)
/// and of each zone (the mean number of each class). Lines and zones where nothing was counted have none.
std::vector<Chart> countCharts(const Report& report);

} // namespace jackdaw::report
