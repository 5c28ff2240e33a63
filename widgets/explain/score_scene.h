// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/explain/plan_search.h"

namespace jackdaw::widgets {

/// The best score over the steps of a search, what was tried beside it, and where one stands.
ChartScene scoreScene(const PlanSearch& search, std::size_t step, const QPalette& palette);

} // namespace jackdaw::widgets
