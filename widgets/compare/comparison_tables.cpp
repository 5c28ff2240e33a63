// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparison_tables.h"

#include "engine/api/session_state.h"
#include "widgets/theme/format.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

QString dash()
{
    return QStringLiteral("–");
}

QString signedPoints(double value)
{
    const QString digits = QString::number(std::abs(100 * value), 'f', 1);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

ValueCell intervalCell(QString text, const std::optional<SideFigure>& value)
{
    if (!value)
        return {std::move(text), {}};
    return {std::move(text), value->mean, std::pair(value->low, value->high)};
}

ValueCell pointCell(const std::optional<double>& value)
{
    return {ComparisonTables::points(value), value ? QVariant(*value) : QVariant()};
}

ValueCell pointCell(const std::optional<SideFigure>& value)
{
    return intervalCell(ComparisonTables::points(value), value);
}

ValueCell gainCell(const std::optional<double>& value)
{
    return {ComparisonTables::gain(value), value ? QVariant(*value) : QVariant()};
}

ValueCell gainCell(const std::optional<SideFigure>& value)
{
    return intervalCell(ComparisonTables::gain(value), value);
}

ValueCell charged(const ComparedSide& side, std::initializer_list<JobKind> kinds)
{
    double seconds = 0.0;
    for (const JobKind kind : kinds)
        if (const auto found = side.charged.find(kind); found != side.charged.end())
            seconds += found->second;
    return {ComparisonTables::tr("%1 s").arg(seconds, 0, 'f', 0), seconds};
}

QString seedsText(const ComparedSide& side)
{
    QStringList seeds;
    for (const std::uint64_t seed : side.seeds)
        seeds << QString::number(seed);
    return seeds.join(QStringLiteral(", "));
}

/// The window in which a camera's figures lie farthest apart; empty where no two are known.
QString notable(const Comparison& comparison, CameraId camera)
{
    const ComparisonWindow* found = nullptr;
    double most = 0.0;
    for (const ComparisonWindow& window : comparison.windows) {
        double low = 1.0;
        double high = 0.0;
        for (const ComparisonWindow::Side& side : window.sides)
            if (const auto own = side.cameras.find(camera); own != side.cameras.end()) {
                low = std::min(low, own->second);
                high = std::max(high, own->second);
            }
        if (high - low > most) {
            most = high - low;
            found = &window;
        }
    }
    return found ? ComparisonTables::tr("window %1: %2 apart").arg(found->window.value).arg(100 * most, 0, 'f', 1)
                 : QString();
}

} // namespace

QString ComparisonTables::sideName(const Comparison& comparison, std::size_t side)
{
    return QStringLiteral("%1 %2").arg(side + 1).arg(format::text(comparison.sides[side].name));
}

QString ComparisonTables::points(const std::optional<double>& value)
{
    return value ? QString::number(100 * *value, 'f', 1) : dash();
}

QString ComparisonTables::points(const std::optional<SideFigure>& value)
{
    if (!value)
        return dash();
    return tr("%1 (%2 to %3)")
        .arg(100 * value->mean, 0, 'f', 1)
        .arg(100 * value->low, 0, 'f', 1)
        .arg(100 * value->high, 0, 'f', 1);
}

QString ComparisonTables::gain(const std::optional<double>& value)
{
    return value ? signedPoints(*value) : dash();
}

QString ComparisonTables::gain(const std::optional<SideFigure>& value)
{
    if (!value)
        return dash();
    return tr("%1 (%2 to %3)").arg(signedPoints(value->mean), signedPoints(value->low), signedPoints(value->high));
}

QString ComparisonTables::verdict(const std::optional<SideFigure>& gain)
{
    if (!gain)
        return tr("not comparable");
    if (gain->low > 0)
        return tr("more by %1").arg(100 * gain->mean, 0, 'f', 1);
    if (gain->high < 0)
        return tr("less by %1").arg(-100 * gain->mean, 0, 'f', 1);
    return tr("no clear difference");
}

std::vector<ValueColumn> ComparisonTables::figureColumns()
{
    return {
        {tr("Run"), tr("<p>Number, as at its line, and planner.</p>"), false},
        {tr("Seeds"), tr("<p>Seeds of its sessions.</p>"), false},
        {tr("Accuracy"),
         tr("<p>F1 against golden labels, in points: the mean over all seeds, cameras and counted windows that have an "
            "accuracy. In brackets the 95 % interval, by bootstrap over the windows of all seeds.</p>")},
        {tr("Gain over 1"),
         tr("<p>By how much its accuracy is above that of the first run, seed by seed, window by window and camera by "
            "camera, with the 95 % interval.</p>")},
        {tr("In words"),
         tr("<p>More or less only where the whole interval says so; intervals come from few windows.</p>"), false},
        {tr("Worst camera"), tr("<p>The mean over the seeds of the worst camera's mean.</p>")},
        {tr("Against people"), tr("<p>F1 against people's labels, where there are any.</p>")},
        {tr("Balanced"), tr("<p>Mean over the classes of their F1.</p>")},
        {tr("Device time"), tr("<p>Seconds of devices that were charged, mean per run.</p>")},
        {tr("Inference"), tr("<p>Device seconds that inference was charged in the counted windows, mean per run.</p>")},
        {tr("Retraining"), tr("<p>The same for retraining.</p>")},
        {tr("Labels, profiles"), tr("<p>The same for labelling and profiling.</p>")},
        {tr("Cameras at target"), tr("<p>Cameras whose mean is at their target, mean per run.</p>"), false},
        {tr("With accuracy"), tr("<p>Windows of cameras that have an accuracy, of all; those at their target.</p>"),
         false},
    };
}

std::vector<ValueTableModel::Row> ComparisonTables::figures(const Comparison& comparison)
{
    std::vector<ValueTableModel::Row> rows;
    for (std::size_t i = 0; i < comparison.sides.size(); ++i) {
        const ComparedSide& side = comparison.sides[i];
        rows.push_back({{sideName(comparison, i), {}},
                        {seedsText(side), {}},
                        pointCell(side.accuracy),
                        i == 0 ? ValueCell{dash(), {}} : gainCell(side.gain),
                        {i == 0 ? tr("the others are held against it") : verdict(side.gain), {}},
                        pointCell(side.worstCamera),
                        pointCell(side.people),
                        pointCell(side.balanced),
                        {tr("%1 s").arg(side.deviceSeconds, 0, 'f', 0), side.deviceSeconds},
                        charged(side, {JobKind::Inference}),
                        charged(side, {JobKind::Retraining}),
                        charged(side, {JobKind::Labelling, JobKind::Profiling}),
                        {tr("%1 of %2").arg(side.camerasAtTarget, 0, 'f', 1).arg(side.cameras, 0, 'f', 0), {}},
                        {tr("%1 of %2, %3").arg(side.withAccuracy).arg(side.windows).arg(side.atTarget), {}}});
    }
    return rows;
}

std::vector<ValueColumn> ComparisonTables::windowColumns(const Comparison& comparison)
{
    std::vector<ValueColumn> columns{{tr("Window"), tr("<p>Number of the counted window.</p>")},
                                     {tr("Seed"), tr("<p>Seed of the runs.</p>")},
                                     {tr("Begins"), tr("<p>Session time.</p>")}};
    for (std::size_t i = 0; i < comparison.sides.size(); ++i) {
        columns.push_back(
            {sideName(comparison, i), tr("<p>Mean over the cameras of their window accuracy, points.</p>")});
        if (i > 0)
            columns.push_back({tr("%1 less 1").arg(i + 1),
                               tr("<p>Mean gain over the first run, of cameras that have an accuracy in both.</p>")});
    }
    return columns;
}

std::vector<ValueTableModel::Row> ComparisonTables::windows(const Comparison& comparison)
{
    std::vector<ValueTableModel::Row> rows;
    for (const ComparisonWindow& window : comparison.windows) {
        ValueTableModel::Row& row = rows.emplace_back();
        row.push_back({QString::number(window.window.value), window.window.value});
        row.push_back({QString::number(window.seed), static_cast<qulonglong>(window.seed)});
        row.push_back({format::clock(window.start), toSeconds(window.start)});
        for (std::size_t i = 0; i < window.sides.size(); ++i) {
            row.push_back(pointCell(window.sides[i].mean));
            if (i > 0)
                row.push_back(gainCell(window.sides[i].gain));
        }
    }
    return rows;
}

std::vector<ValueColumn> ComparisonTables::cameraColumns(const Comparison& comparison)
{
    std::vector<ValueColumn> columns{{tr("Camera"), tr("<p>Letter and name.</p>"), false}};
    for (std::size_t i = 0; i < comparison.sides.size(); ++i) {
        columns.push_back({sideName(comparison, i), tr("<p>Mean over the camera's windows of all seeds, points.</p>")});
        if (i > 0)
            columns.push_back(
                {tr("%1 less 1").arg(i + 1), tr("<p>Mean gain over the first run, with its 95 % interval.</p>")});
    }
    columns.push_back({tr("Farthest apart"), tr("<p>The window in which the runs differ most, in points.</p>"), false});
    return columns;
}

std::vector<ValueTableModel::Row> ComparisonTables::cameras(const Comparison& comparison)
{
    std::vector<ValueTableModel::Row> rows;
    for (const ComparisonCamera& camera : comparison.cameras) {
        ValueTableModel::Row& row = rows.emplace_back();
        row.push_back({format::text(cameraLetter(camera.camera)) + QLatin1Char(' ') + format::text(camera.name), {}});
        for (std::size_t i = 0; i < camera.sides.size(); ++i) {
            row.push_back(pointCell(camera.sides[i].mean));
            if (i > 0)
                row.push_back(gainCell(camera.sides[i].gain));
        }
        row.push_back({notable(comparison, camera.camera), {}});
    }
    return rows;
}

} // namespace jackdaw::widgets
