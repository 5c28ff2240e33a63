// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/accuracy_panel.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Points per line that the chart draws: about two per pixel column.
constexpr std::size_t kDrawnPoints = 600;

QString translated(const char* source)
{
    return QCoreApplication::translate("jackdaw::widgets::AccuracyPanel", source);
}

std::vector<QPointF> drawnPoints(const std::vector<AccuracyPoint>& series)
{
    std::vector<AccuracyPoint> thinned;
    for (const AccuracyPoint& point : series)
        append(thinned, point, kDrawnPoints);
    std::vector<QPointF> points;
    points.reserve(thinned.size());
    for (const AccuracyPoint& point : thinned)
        points.emplace_back(toSeconds(point.time), point.value);
    return points;
}

/// Windows of the camera whose outcome is known, as a band of the interval.
void addIntervals(ChartScene& scene, const SessionState& state, CameraId camera, QColor colour)
{
    colour.setAlpha(60);
    for (const WindowState& window : state.windows)
        for (const CameraWindow& outcome : window.cameras) {
            if (outcome.camera != camera || !window.closed || !outcome.studentGolden)
                continue;
            const double from = toSeconds(window.start);
            const double to = toSeconds(*window.closed);
            const Interval& interval = outcome.studentGolden->interval;
            scene.bands.push_back(
                {{{from, interval.low}, {to, interval.low}}, {{from, interval.high}, {to, interval.high}}, colour});
        }
}

void addSwaps(ChartScene& scene, const CameraState& camera, const QColor& colour)
{
    ChartMarks accepted{{}, colour, MarkShape::TriangleUp, 9.0, {}};
    ChartMarks rejected{{}, colour, MarkShape::Cross, 7.0, {}};
    for (const SwapMark& swap : camera.swaps) {
        const auto after = std::lower_bound(camera.accuracy.begin(), camera.accuracy.end(), swap.time,
                                            [](const AccuracyPoint& point, Nanoseconds t) { return point.time < t; });
        if (camera.accuracy.empty())
            break;
        const double y = after == camera.accuracy.begin() ? after->value : std::prev(after)->value;
        (swap.accepted ? accepted : rejected).points.emplace_back(toSeconds(swap.time), y);
    }
    scene.marks.push_back(std::move(accepted));
    scene.marks.push_back(std::move(rejected));
}

void addWindows(ChartScene& scene, const SessionState& state, const Theme& theme)
{
    for (const WindowState& window : state.windows)
        scene.rules.push_back({toSeconds(window.start), Qt::Vertical, theme.outline, Qt::SolidLine,
                               QStringLiteral("w%1").arg(window.window.value)});
}

} // namespace

ChartScene accuracyScene(const SessionState& state, const QPalette& palette, std::optional<CameraId> selected,
                         double target, Nanoseconds end)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = translated("session time");
    scene.yTitle = translated("F1 against golden, rolling");
    scene.xIsTime = true;
    scene.xHigh = std::max(10.0, toSeconds(std::max(state.time, end)));
    addWindows(scene, state, theme);
    scene.rules.push_back(
        {target, Qt::Horizontal, theme.error, Qt::DashLine, translated("target %1").arg(format::accuracy(target))});
    bool any = false;
    for (const CameraState& camera : state.cameras) {
        const bool dimmed = selected && *selected != camera.info.camera;
        QColor colour = theme.camera(camera.info.camera);
        if (selected == camera.info.camera)
            addIntervals(scene, state, camera.info.camera, colour);
        if (dimmed)
            colour = mixed(theme.panel, colour, 0.35);
        any = any || !camera.accuracy.empty();
        scene.lines.push_back({drawnPoints(camera.accuracy), colour, dimmed ? 1.0 : 1.6, Qt::SolidLine,
                               format::text(cameraLetter(camera.info.camera))});
        if (!dimmed)
            addSwaps(scene, camera, colour);
    }
    // The selected line lies on top.
    std::stable_partition(scene.lines.begin(), scene.lines.end(),
                          [](const ChartLine& line) { return line.width < 1.5; });
    if (!any) {
        scene.rules.clear();
        scene.lines.clear();
        scene.emptyText =
            translated("No frame has been scored yet. The golden model labels a sample of frames in every window.");
    }
    return scene;
}

} // namespace jackdaw::widgets
