// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/accuracy_panel.h"
#include "widgets/live/summary_strip.h"
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
/// Of more cameras the lines are a tangle: all are grey then but for the mean, the worst and the selected one.
constexpr std::size_t kColouredCameras = 6;

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

/// Mean over the cameras that have a value, at instants that are spread over the time that was shown; ends in what the
/// summary tells. One that is lost counts no more from there on.
std::vector<std::vector<QPointF>> meanStretches(const SessionState& state)
{
    std::vector<std::size_t> places(state.cameras.size(), 0);
    std::vector<std::vector<QPointF>> stretches(1);
    const auto meanAt = [&](Nanoseconds time) -> std::optional<double> {
        double sum = 0.0;
        int count = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const CameraState& camera = state.cameras[i];
            while (places[i] < camera.accuracy.size() && camera.accuracy[places[i]].time <= time)
                ++places[i];
            const bool isAway = camera.condition == CameraCondition::Lost && time >= camera.conditionSince;
            const auto value = places[i] > 0 && !isAway ? camera.accuracy[places[i] - 1].value : std::nullopt;
            sum += value.value_or(0.0);
            count += value ? 1 : 0;
        }
        return count > 0 ? std::optional(sum / count) : std::nullopt;
    };
    const std::int64_t step = state.time.count() / static_cast<std::int64_t>(kDrawnPoints);
    for (std::size_t i = 0; i <= kDrawnPoints; ++i) {
        const Nanoseconds time = i == kDrawnPoints ? state.time : Nanoseconds{step * static_cast<std::int64_t>(i)};
        if (const auto mean = meanAt(time))
            stretches.back().emplace_back(toSeconds(time), *mean);
        else if (!stretches.back().empty())
            stretches.emplace_back();
    }
    return stretches;
}

void addMean(ChartScene& scene, const SessionState& state, const Theme& theme)
{
    for (std::vector<QPointF>& stretch : meanStretches(state))
        if (!stretch.empty())
            scene.lines.push_back({std::move(stretch), theme.text, 2.0, Qt::SolidLine, {}});
    scene.keys.push_back({Words::tr("mean of the cameras"), theme.text});
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

struct LineLook {
    QColor colour;
    double width = 1.6;
    bool isPlain = false; ///< without its swaps
};

bool isCrowded(const SessionState& state)
{
    return state.cameras.size() > kColouredCameras;
}

/// How each camera's line is drawn: what was selected stands out, and of many cameras the worst.
std::vector<LineLook> looksOf(const SessionState& state, std::optional<CameraId> selected, const Theme& theme)
{
    const CameraState* worst = isCrowded(state) ? worstCamera(state) : nullptr;
    std::vector<LineLook> looks;
    for (const CameraState& camera : state.cameras) {
        const QColor own = theme.camera(camera.info.camera);
        if (selected == camera.info.camera || &camera == worst)
            looks.push_back({own});
        else if (isCrowded(state))
            looks.push_back({mixed(theme.panel, theme.mutedText, 0.45), 1.0, true});
        else if (selected)
            looks.push_back({mixed(theme.panel, own, 0.35), 1.0, true});
        else
            looks.push_back({own});
    }
    return looks;
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

void addWorstKey(ChartScene& scene, const SessionState& state, const Theme& theme)
{
    const CameraState* worst = worstCamera(state);
    if (!worst)
        return;
    const QString name =
        format::text(cameraLetter(worst->info.camera)) + QLatin1Char(' ') + format::text(worst->info.name);
    scene.keys.push_back({Words::tr("worst: %1").arg(name), theme.camera(worst->info.camera)});
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
    if (state.cameras.size() > 1)
        addMean(scene, state, theme);
    const std::vector<LineLook> looks = looksOf(state, selected, theme);
    bool any = false;
    for (std::size_t i = 0; i < state.cameras.size(); ++i) {
        const CameraState& camera = state.cameras[i];
        const auto& [colour, width, isPlain] = looks[i];
        if (selected == camera.info.camera)
            addIntervals(scene, state, camera.info.camera, colour);
        any = any || !camera.accuracy.empty();
        addLines(scene, camera, colour, width);
        if (!isPlain)
            addSwaps(scene, camera, colour);
    }
    // Those that stand out lie on top, the selected one above the mean.
    std::stable_partition(scene.lines.begin(), scene.lines.end(),
                          [](const ChartLine& line) { return line.width < 1.5; });
    if (isCrowded(state))
        addWorstKey(scene, state, theme);
    if (!any) {
        scene.rules.clear();
        scene.lines.clear();
        scene.keys.clear();
        scene.emptyText =
            Words::tr("No frame with something to see has been scored yet. The golden model labels a sample of frames "
                      "in every window.");
    }
    return scene;
}

} // namespace jackdaw::widgets
