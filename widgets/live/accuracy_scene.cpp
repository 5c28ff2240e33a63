// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/accuracy_panel.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace jackdaw::widgets {
namespace {

/// Points per line that the chart draws: about two per pixel column.
constexpr std::size_t kDrawnPoints = 600;

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::AccuracyScene)
};

/// The stretches of a line between which nothing was to be seen; at least one, which may be empty.
std::vector<std::vector<QPointF>> drawnStretches(const std::vector<AccuracyPoint>& series)
{
    std::vector<AccuracyPoint> thinned;
    for (const AccuracyPoint& point : series)
        append(thinned, point, kDrawnPoints);
    std::vector<std::vector<QPointF>> stretches(1);
    bool ended = false;
    for (const AccuracyPoint& point : thinned) {
        if (point.value) {
            if (ended)
                stretches.emplace_back();
            stretches.back().emplace_back(toSeconds(point.time), *point.value);
        }
        ended = !point.value;
    }
    return stretches;
}

/// A camera's line; its letter stands at its end.
void addLines(ChartScene& scene, const CameraState& camera, const QColor& colour, double width)
{
    for (std::vector<QPointF>& stretch : drawnStretches(camera.accuracy))
        scene.lines.push_back({std::move(stretch), colour, width, Qt::SolidLine, {}});
    scene.lines.back().endLabel = format::text(cameraLetter(camera.info.camera));
}

/// The newest known value at \p time, before the first one that.
double lastKnown(const std::vector<AccuracyPoint>& series, Nanoseconds time)
{
    double known = series.front().value.value_or(0.0);
    for (const AccuracyPoint& point : series) {
        if (point.time >= time)
            break;
        known = point.value.value_or(known);
    }
    return known;
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
        if (camera.accuracy.empty())
            break;
        (swap.accepted ? accepted : rejected)
            .points.emplace_back(toSeconds(swap.time), lastKnown(camera.accuracy, swap.time));
    }
    scene.marks.push_back(std::move(accepted));
    scene.marks.push_back(std::move(rejected));
}

void addWindows(ChartScene& scene, const SessionState& state, const Theme& theme)
{
    for (const WindowState& window : state.windows)
        scene.rules.push_back(
            {toSeconds(window.start), Qt::Vertical, theme.outline, Qt::SolidLine,
             window.counted ? QStringLiteral("w%1").arg(window.window.value) : Words::tr("first students")});
}

/// What the operator wants: of the selected camera, or of all, with their letters where they differ.
void addTargets(ChartScene& scene, const SessionState& state, std::optional<CameraId> selected, const Theme& theme)
{
    std::map<double, QString> targets;
    for (const CameraState& camera : state.cameras)
        if (!selected || *selected == camera.info.camera)
            targets[camera.info.target.value] += QLatin1Char(' ') + format::text(cameraLetter(camera.info.camera));
    for (const auto& [target, letters] : targets)
        scene.rules.push_back(
            {target, Qt::Horizontal, theme.error, Qt::DashLine,
             Words::tr("target %1").arg(format::accuracy(target)) + (targets.size() > 1 ? letters : QString())});
}

} // namespace

ChartScene accuracyScene(const SessionState& state, const QPalette& palette, std::optional<CameraId> selected,
                         Nanoseconds end)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("session time");
    scene.yTitle = Words::tr("accuracy against golden, rolling");
    scene.xIsTime = true;
    scene.xHigh = std::max(10.0, toSeconds(std::max(state.time, end)));
    addWindows(scene, state, theme);
    addTargets(scene, state, selected, theme);
    bool any = false;
    for (const CameraState& camera : state.cameras) {
        const bool dimmed = selected && *selected != camera.info.camera;
        QColor colour = theme.camera(camera.info.camera);
        if (selected == camera.info.camera)
            addIntervals(scene, state, camera.info.camera, colour);
        if (dimmed)
            colour = mixed(theme.panel, colour, 0.35);
        any = any || !camera.accuracy.empty();
        addLines(scene, camera, colour, dimmed ? 1.0 : 1.6);
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
            Words::tr("No frame with something to see has been scored yet. The golden model labels a sample of frames "
                      "in every window.");
    }
    return scene;
}

} // namespace jackdaw::widgets
