// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparison_scenes.h"

#include "widgets/compare/comparison_tables.h"
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
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ComparisonScenes)
};

constexpr std::array kStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

std::optional<double> valueOf(const ComparisonWindow& window, std::size_t side, std::optional<CameraId> camera)
{
    const ComparisonWindow::Side& own = window.sides[side];
    if (!camera)
        return own.mean;
    const auto found = own.cameras.find(*camera);
    return found != own.cameras.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<double> gainOf(const ComparisonWindow& window, std::size_t side, std::optional<CameraId> camera)
{
    if (!camera)
        return window.sides[side].gain;
    const auto before = valueOf(window, 0, camera);
    const auto after = valueOf(window, side, camera);
    return before && after ? std::optional(*after - *before) : std::nullopt;
}

/// A step of each window, windows of one number pooled over the seeds; where there is no figure the line ends.
template <class Value>
std::vector<std::vector<QPointF>> steps(const Comparison& comparison, Value&& value)
{
    struct Pooled {
        const ComparisonWindow* window = nullptr;
        double sum = 0.0;
        int count = 0;
    };
    std::map<std::uint32_t, Pooled> pooled;
    for (const ComparisonWindow& window : comparison.windows) {
        Pooled& own = pooled[window.window.value];
        own.window = own.window ? own.window : &window;
        if (const auto figure = value(window)) {
            own.sum += *figure;
            ++own.count;
        }
    }
    std::vector<std::vector<QPointF>> stretches(1);
    for (const auto& [number, own] : pooled) {
        if (own.count == 0) {
            if (!stretches.back().empty())
                stretches.emplace_back();
            continue;
        }
        const double mean = own.sum / own.count;
        stretches.back().emplace_back(toSeconds(own.window->start), mean);
        stretches.back().emplace_back(toSeconds(own.window->start + own.window->length), mean);
    }
    return stretches;
}

void addSteps(ChartScene& scene, std::vector<std::vector<QPointF>> stretches, const QColor& colour, std::size_t side)
{
    const std::size_t before = scene.lines.size();
    for (std::vector<QPointF>& stretch : stretches)
        if (!stretch.empty())
            scene.lines.push_back({std::move(stretch), colour, 2.0, kStyles[side % kStyles.size()], {}});
    if (scene.lines.size() > before)
        scene.lines.back().endLabel = QString::number(side + 1);
}

/// Room for all lines and bands, on tenths.
void fitDifferences(ChartScene& scene)
{
    double most = 0.05;
    const auto look = [&](const std::vector<QPointF>& points) {
        for (const QPointF& point : points)
            most = std::max(most, std::abs(point.y()));
    };
    for (const ChartLine& line : scene.lines)
        look(line.points);
    for (const ChartBand& band : scene.bands) {
        look(band.lower);
        look(band.upper);
    }
    scene.yHigh = std::min(1.0, std::ceil(most * 10.0) / 10.0);
    scene.yLow = -scene.yHigh;
}

std::optional<SideFigure> meanGain(const Comparison& comparison, std::size_t side, std::optional<CameraId> camera)
{
    if (!camera)
        return comparison.sides[side].gain;
    for (const ComparisonCamera& known : comparison.cameras)
        if (known.camera == *camera)
            return known.sides[side].gain;
    return std::nullopt;
}

/// The mean gain as a thin line with its interval behind it.
void addMeanGain(ChartScene& scene, const SideFigure& gain, const QColor& colour)
{
    QColor pale = colour;
    pale.setAlpha(45);
    scene.bands.push_back(
        {{{scene.xLow, gain.low}, {scene.xHigh, gain.low}}, {{scene.xLow, gain.high}, {scene.xHigh, gain.high}}, pale});
    scene.lines.push_back({{{scene.xLow, gain.mean}, {scene.xHigh, gain.mean}}, colour, 1.0, Qt::SolidLine, {}});
}

/// Which run each line is, by the number at its end; of differences the first run is the line at zero.
void addKeys(ChartScene& scene, const Comparison& comparison, bool difference, const Theme& theme)
{
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
        const bool isBase = difference && side == 0;
        scene.keys.push_back({ComparisonTables::sideName(comparison, side),
                              isBase ? theme.mutedText : theme.series(side),
                              isBase ? Qt::SolidLine : kStyles[side % kStyles.size()]});
    }
}

} // namespace

ChartScene comparisonScene(const Comparison& comparison, ComparisonView view, std::optional<CameraId> camera,
                           const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xIsTime = true;
    scene.xTitle = Words::tr("session time");
    scene.xHigh = std::max(1.0, toSeconds(lengthOf(comparison)));
    const bool difference = view == ComparisonView::Difference;
    scene.yTitle = difference ? Words::tr("gain over 1 (F1)") : Words::tr("window accuracy (F1)");
    for (std::size_t side = difference ? 1 : 0; side < comparison.sides.size(); ++side) {
        const QColor colour = theme.series(side);
        if (difference)
            if (const auto gain = meanGain(comparison, side, camera))
                addMeanGain(scene, *gain, colour);
        addSteps(scene,
                 steps(comparison,
                       [&](const ComparisonWindow& window) {
                           return difference ? gainOf(window, side, camera) : valueOf(window, side, camera);
                       }),
                 colour, side);
    }
    addKeys(scene, comparison, difference, theme);
    if (difference) {
        fitDifferences(scene);
        scene.rules.push_back({0.0, Qt::Horizontal, theme.mutedText, Qt::SolidLine, {}});
    }
    if (scene.lines.empty())
        scene.emptyText =
            difference ? Words::tr("No window has an accuracy in both runs") : Words::tr("No window has an accuracy");
    return scene;
}

Nanoseconds lengthOf(const Comparison& comparison)
{
    Nanoseconds end{0};
    for (const ComparisonWindow& window : comparison.windows)
        end = std::max(end, window.start + window.length);
    return end;
}

std::vector<const ComparisonWindow*> windowsAt(const Comparison& comparison, Nanoseconds time)
{
    std::map<std::uint64_t, const ComparisonWindow*> bySeed;
    for (const ComparisonWindow& window : comparison.windows)
        if (window.start <= time)
            bySeed[window.seed] = &window;
    std::vector<const ComparisonWindow*> windows;
    for (const auto& [seed, window] : bySeed)
        windows.push_back(window);
    return windows;
}

std::optional<double> meanIn(const std::vector<const ComparisonWindow*>& windows, std::size_t side,
                             std::optional<CameraId> camera)
{
    double sum = 0.0;
    int count = 0;
    for (const ComparisonWindow* window : windows)
        if (const auto value = valueOf(*window, side, camera)) {
            sum += *value;
            ++count;
        }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

} // namespace jackdaw::widgets
