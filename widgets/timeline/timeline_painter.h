// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_coordinates.h"
#include "widgets/timeline/timeline_rows.h"

#include <QRect>

#include <functional>

class QPainter;

/// Draws the parts of the timeline. Axis-aligned fills without smoothing, as there may be very many.
namespace jackdaw::widgets {

struct TimelineStyle {
    const Theme& theme;
    double scale = 1.0; ///< share of a full row
    std::function<std::vector<ShareSample>(const Lane&)> shares; ///< of a lane, in the range that is shown
};

/// One row's bars: granted light, used strong in the job's pattern, requested as a line. Of a row for all jobs the
/// granted shares lie on top of each other, without lines.
void paintRow(QPainter& painter, const QRect& row, const SessionState& state, const TimelineRow& content,
              const TimelineCoordinates& coordinates, const TimelineStyle& style);
/// How long the device was idle in each window, as hatched ends of the windows.
void paintIdleRow(QPainter& painter, const QRect& row, const SessionState& state, DeviceId device,
                  const TimelineCoordinates& coordinates, const Theme& theme);
struct RowLabelLook {
    bool selected = false;
    bool firstOfCamera = true;
    bool pinned = false;
};
/// The row's name with its camera's letter.
void paintRowLabel(QPainter& painter, const QRect& area, const SessionState& state, const TimelineRow& content,
                   const Theme& theme, const RowLabelLook& look);
/// Ticks with times, and each window's number at its border.
void paintRuler(QPainter& painter, const QRect& area, const SessionState& state, const TimelineCoordinates& coordinates,
                const Theme& theme);
/// Window borders through all rows.
void paintWindowRules(QPainter& painter, const QRect& area, const SessionState& state,
                      const TimelineCoordinates& coordinates, const Theme& theme);
/// Granted shares of all jobs on top of each other, a full height being \p devices whole devices.
void paintStack(QPainter& painter, const QRect& area, const SessionState& state, const TimelineCoordinates& coordinates,
                const Theme& theme, int devices);

} // namespace jackdaw::widgets
