// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/theme/theme.h"

class QPainter;

/// What is painted around and over the series, with QPainter alone.
namespace jackdaw::widgets {

/// Rectangle of the axes inside \p whole: as much as the labels leave.
QRectF plotRect(const QRectF& whole, const ChartScene& scene, const QFont& font);
QPointF mapped(const QRectF& plot, const ChartScene& scene, const QPointF& value);
QPointF unmapped(const QRectF& plot, const ChartScene& scene, const QPointF& place);

/// Grid, tick labels, titles, what lines mean.
void paintAxes(QPainter& painter, const QRectF& plot, const ChartScene& scene, const Theme& theme, const QFont& font);
/// Rules, marks, letters at the lines' ends, cursor.
void paintMarks(QPainter& painter, const QRectF& plot, const ChartScene& scene, std::optional<double> cursor,
                const Theme& theme, const QFont& font);

} // namespace jackdaw::widgets
