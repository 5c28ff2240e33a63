// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/charts/series_chart.h"
#include "widgets/shell/view_export.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// Painted views as tables.
class Twins {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::Twins)

public:
    /// Every point of a chart: which line, band or mark it belongs to, and its place.
    static TableTwin ofChart(const ChartScene& scene);
    /// Rolling accuracies of all cameras over session time, with the objects behind them.
    static TableTwin ofAccuracy(const SessionState& state);
    /// Shares of all rows of the timeline: requested, granted and used, stretch by stretch.
    static TableTwin ofTimeline(const SessionState& state);
};

} // namespace jackdaw::widgets
