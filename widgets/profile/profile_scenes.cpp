// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_scenes.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ProfileScenes)
};

/// Families are told apart by colour and line style.
struct FamilyLook {
    QColor colour;
    Qt::PenStyle style;
};

FamilyLook lookOf(const ProfileState& profile, const std::string& family, const Theme& theme)
{
    constexpr std::array<Qt::PenStyle, 4> kStyles = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    std::size_t index = 0;
    if (profile.estimated)
        for (; index < profile.estimated->curves.size(); ++index)
            if (profile.estimated->curves[index].family == family)
                break;
    return {theme.series(index), kStyles[index % kStyles.size()]};
}

const ConfigurationEstimate* estimateOf(const ProfileState& profile, ConfigurationId configuration)
{
    if (profile.estimated)
        for (const ConfigurationEstimate& estimate : profile.estimated->estimates)
            if (estimate.configuration == configuration)
                return &estimate;
    return nullptr;
}

void fitVertically(ChartScene& scene)
{
    double low = 1.0;
    double high = 0.0;
    const auto take = [&](const QPointF& point) {
        low = std::min(low, point.y());
        high = std::max(high, point.y());
    };
    for (const ChartLine& line : scene.lines)
        std::for_each(line.points.begin(), line.points.end(), take);
    for (const ChartMarks& marks : scene.marks)
        std::for_each(marks.points.begin(), marks.points.end(), take);
    for (const ChartBand& band : scene.bands) {
        std::for_each(band.lower.begin(), band.lower.end(), take);
        std::for_each(band.upper.begin(), band.upper.end(), take);
    }
    if (low > high)
        return;
    scene.yLow = std::max(0.0, std::floor((low - 0.02) * 10) / 10);
    scene.yHigh = std::min(1.0, std::ceil((high + 0.02) * 10) / 10);
    if (scene.yHigh - scene.yLow < 0.1)
        scene.yHigh = scene.yLow + 0.1;
}

void addCurve(ChartScene& scene, const ProfileEstimated::Curve& curve, const FamilyLook& look, const Theme& theme)
{
    ChartBand band{{}, {}, look.colour};
    band.colour.setAlpha(theme.kind == ThemeKind::Dark ? 46 : 36);
    ChartLine line{{}, look.colour, 1.6, look.style, QString()};
    for (const CurvePoint& point : curve.points) {
        band.lower.emplace_back(point.epochs, std::clamp(point.band.low, 0.0, 1.0));
        band.upper.emplace_back(point.epochs, std::clamp(point.band.high, 0.0, 1.0));
        line.points.emplace_back(point.epochs, point.mean.value);
        scene.xHigh = std::max(scene.xHigh, point.epochs);
    }
    scene.bands.push_back(std::move(band));
    scene.lines.push_back(std::move(line));
}

void addMeasuredPoints(ChartScene& scene, const ProfileState& profile, const Theme& theme)
{
    for (const ProfilePoint& point : profile.points) {
        const FamilyLook look = lookOf(profile, point.family, theme);
        scene.marks.push_back({{{point.epochs, point.accuracy.value}},
                               point.fromRetraining ? look.colour : theme.text,
                               point.fromRetraining ? MarkShape::Ring : MarkShape::Disc,
                               point.fromRetraining ? 7.0 : 6.0,
                               {}});
        scene.xHigh = std::max(scene.xHigh, point.epochs);
    }
}

/// The curve that the retraining itself went through.
void addRealisedCurve(ChartScene& scene, const ProfileState& profile, const Theme& theme)
{
    ChartLine line{{}, theme.text, 1.2, Qt::DotLine, {}};
    for (const ProfilePoint& point : profile.points)
        if (point.fromRetraining && (line.points.empty() || line.points.back().x() <= point.epochs))
            line.points.emplace_back(point.epochs, point.accuracy.value);
    if (line.points.size() > 1)
        scene.lines.push_back(std::move(line));
}

/// What of the cost axis still fits into the window, at the share that the retraining has or is planned to get.
void addWhatFits(ChartScene& scene, const SessionState& state, const CameraState& camera, const ProfileState& profile,
                 const Theme& theme)
{
    const WindowState* window = currentWindow(state);
    if (!window || window->window != profile.window || window->closed || state.closed)
        return;
    double share = 0.0;
    if (const JobState* job = runningJob(state, camera.info.camera, JobKind::Retraining))
        share = job->granted.value;
    for (const PlannedJob& job : state.plans.empty() ? std::vector<PlannedJob>() : state.plans.back().plan.jobs)
        if (share <= 0.0 && job.kind != JobKind::Inference && job.configuration && !job.owners.empty()
            && job.owners.front() == camera.info.camera)
            share = job.share.value;
    const double left = std::max(0.0, toSeconds(window->start + window->length - state.time));
    if (share > 0.0 && left > 0.0)
        scene.rules.push_back({share * left, Qt::Vertical, theme.warning, Qt::DashLine,
                               Words::tr("fits: share %1 × %2 s left").arg(format::share(share)).arg(left, 0, 'f', 0)});
}

void addConfigurationMark(ChartScene& scene, QPointF place, const QColor& colour, const QString& label)
{
    scene.marks.push_back({{place}, colour, MarkShape::Diamond, 12.0, label});
}

/// Where a configuration's outcome lies in the two charts' x.
using Horizontal = double (*)(const ConfigurationEstimate&, const Realised*);

double byEpochs(const ConfigurationEstimate& estimate, const Realised*)
{
    return estimate.epochs;
}

double byCost(const ConfigurationEstimate& estimate, const Realised* realised)
{
    return realised && realised->cost ? realised->cost->value : estimate.cost.value;
}

void addOutcomes(ChartScene& scene, const ProfileState& profile, const Theme& theme, Horizontal x,
                 std::optional<ConfigurationId> selected)
{
    if (profile.chosen)
        if (const auto* estimate = estimateOf(profile, *profile.chosen))
            addConfigurationMark(scene, {x(*estimate, nullptr), estimate->accuracy.value}, theme.accent,
                                 Words::tr("chosen"));
    for (const Realised& realised : profile.realised) {
        const auto* estimate = estimateOf(profile, realised.configuration);
        if (!estimate || !realised.accuracy)
            continue;
        scene.marks.push_back({{{x(*estimate, &realised), realised.accuracy->value}},
                               realised.accepted ? theme.good : theme.error,
                               MarkShape::TriangleUp,
                               12.0,
                               realised.accepted ? Words::tr("realised") : Words::tr("rejected")});
    }
    if (selected)
        if (const auto* estimate = estimateOf(profile, *selected))
            scene.marks.push_back(
                {{{x(*estimate, nullptr), estimate->accuracy.value}}, theme.text, MarkShape::Ring, 16.0, {}});
}

QString emptyText(const CameraState* camera, const ProfileState* profile)
{
    if (!camera)
        return Words::tr("Select a camera to see its learning curves.");
    if (!profile)
        return Words::tr("Nothing was profiled for this camera yet.");
    return profile->estimated ? QString() : Words::tr("Profiling is under way.");
}

void addStart(ChartScene& scene, const ProfileState& profile, const Theme& theme)
{
    if (profile.estimated && profile.estimated->startAccuracy && profile.estimated->heldOutObjects > 0)
        scene.rules.push_back({profile.estimated->startAccuracy->value, Qt::Horizontal, theme.mutedText, Qt::DashLine,
                               Words::tr("deployed model")});
}

} // namespace

ChartScene learningCurveScene(const SessionState&, const CameraState* camera, const ProfileState* profile,
                              const QPalette& palette, std::optional<ConfigurationId> selected)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("epochs");
    scene.yTitle = Words::tr("held-out accuracy");
    scene.xHigh = 1.0;
    scene.emptyText = emptyText(camera, profile);
    if (!profile)
        return scene;
    if (profile->estimated)
        for (const ProfileEstimated::Curve& curve : profile->estimated->curves)
            addCurve(scene, curve, lookOf(*profile, curve.family, theme), theme);
    addRealisedCurve(scene, *profile, theme);
    addMeasuredPoints(scene, *profile, theme);
    addOutcomes(scene, *profile, theme, byEpochs, selected);
    addStart(scene, *profile, theme);
    scene.xHigh *= 1.04;
    fitVertically(scene);
    return scene;
}

ChartScene costScene(const SessionState& state, const CameraState* camera, const ProfileState* profile,
                     const QPalette& palette, std::optional<ConfigurationId> selected)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("cost, seconds of a whole device");
    scene.yTitle = Words::tr("held-out accuracy");
    scene.xHigh = 1.0;
    scene.emptyText = emptyText(camera, profile);
    if (!profile || !profile->estimated)
        return scene;
    ChartLine front{{}, theme.mutedText, 1.2, Qt::SolidLine, QString()};
    for (const ConfigurationEstimate& estimate : profile->estimated->estimates) {
        const QPointF place(estimate.cost.value, estimate.accuracy.value);
        const FamilyLook look = lookOf(*profile, estimate.family, theme);
        scene.marks.push_back({{place},
                               estimate.pareto ? look.colour : theme.mutedText,
                               estimate.pareto ? MarkShape::Disc : MarkShape::Ring,
                               7.0,
                               profile->chosen == estimate.configuration
                                   ? QString()
                                   : format::text(configurationName(state, estimate.configuration))});
        if (estimate.pareto)
            front.points.push_back(place);
        scene.xHigh = std::max(scene.xHigh, estimate.cost.value * 1.15);
    }
    std::sort(front.points.begin(), front.points.end(),
              [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    scene.lines.push_back(std::move(front));
    addOutcomes(scene, *profile, theme, byCost, selected);
    for (const Realised& realised : profile->realised)
        if (realised.cost)
            scene.xHigh = std::max(scene.xHigh, realised.cost->value * 1.1);
    if (camera)
        addWhatFits(scene, state, *camera, *profile, theme);
    addStart(scene, *profile, theme);
    fitVertically(scene);
    return scene;
}

} // namespace jackdaw::widgets
