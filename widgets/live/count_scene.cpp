// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/counts_panel.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::CountScene)
};

constexpr std::size_t kParts = 60;

/// A line that stays at a value over each part and steps between them.
std::vector<QPointF> stepsOf(const std::vector<double>& values, TimeRange range)
{
    std::vector<QPointF> points;
    const double width = toSeconds(range.length()) / static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double left = toSeconds(range.start) + width * static_cast<double>(i);
        points.emplace_back(left, values[i]);
        points.emplace_back(left + width, values[i]);
    }
    return points;
}

/// What was not played yet is left out of \p range.
TimeRange knownPart(TimeRange range, Nanoseconds now)
{
    return {range.start, std::clamp(now, range.start, range.end)};
}

void addClass(ChartScene& scene, const SessionState& state, const std::vector<double>& values, TimeRange range,
              std::size_t classIndex, const Theme& theme)
{
    constexpr std::array kStyles = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    const QColor colour = theme.series(classIndex);
    const Qt::PenStyle style = kStyles[classIndex % kStyles.size()];
    scene.lines.push_back({stepsOf(values, range), colour, 1.8, style, {}});
    scene.keys.push_back(
        {format::text(className(state, ClassId{static_cast<std::uint32_t>(classIndex)})), colour, style});
    scene.yHigh = std::max(scene.yHigh, 1.1 * *std::max_element(values.begin(), values.end()));
}

} // namespace

std::vector<CountPlace> countPlaces(const SessionState& state)
{
    std::vector<CountPlace> places;
    for (const CameraState& camera : state.cameras) {
        for (std::uint32_t i = 0; i < camera.info.lines.size(); ++i)
            places.push_back({camera.info.camera, false, i});
        for (std::uint32_t i = 0; i < camera.info.zones.size(); ++i)
            places.push_back({camera.info.camera, true, i});
    }
    return places;
}

ChartScene countScene(const SessionState& state, const CountRecords& records, std::optional<CountPlace> place,
                      TimeRange range, const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("session time");
    scene.xIsTime = true;
    scene.xLow = toSeconds(range.start);
    scene.xHigh = std::max(scene.xLow + 1.0, toSeconds(range.end));
    if (!place) {
        scene.emptyText =
            Words::tr("No camera counts. Lines and zones are drawn on the page Cameras, before a run begins.");
        return scene;
    }
    scene.yTitle = place->isZone ? Words::tr("objects in the zone, the most at once")
                                 : Words::tr("crossings per minute, both ways");
    const TimeRange known = knownPart(range, state.time);
    const auto& samples = records.of(*place);
    const std::size_t classes = state.session ? state.session->classes.size() : 0;
    for (std::size_t i = 0; i < classes && known.length() > Nanoseconds{0}; ++i) {
        const auto values =
            place->isZone ? mostInZone(samples, i, known, kParts) : crossingsPerMinute(samples, i, known, kParts);
        if (std::any_of(values.begin(), values.end(), [](double value) { return value > 0.0; }))
            addClass(scene, state, values, known, i, theme);
    }
    for (const WindowState& window : state.windows)
        scene.rules.push_back({toSeconds(window.start), Qt::Vertical, theme.outline, Qt::SolidLine, {}});
    if (scene.lines.empty()) {
        scene.rules.clear();
        scene.emptyText = place->isZone ? Words::tr("Nothing was seen in the zone in this time.")
                                        : Words::tr("Nothing went over the line in this time.");
    }
    return scene;
}

} // namespace jackdaw::widgets
