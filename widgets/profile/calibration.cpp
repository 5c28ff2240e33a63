// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/calibration.h"

#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace jackdaw::widgets {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::CalibrationScene)
};

const ConfigurationEstimate* estimateOf(const ProfileState& profile, ConfigurationId configuration)
{
    if (profile.estimated)
        for (const ConfigurationEstimate& estimate : profile.estimated->estimates)
            if (estimate.configuration == configuration)
                return &estimate;
    return nullptr;
}

/// The 95 % interval of a prediction, at the height of what came of it.
void addInterval(ChartScene& scene, const RetrainingOutcome& outcome, const QColor& colour)
{
    const double height = outcome.realised.accuracy->value;
    scene.lines.push_back({{{std::clamp(outcome.estimate.interval.low, scene.xLow, scene.xHigh), height},
                            {std::clamp(outcome.estimate.interval.high, scene.xLow, scene.xHigh), height}},
                           colour,
                           1.0,
                           Qt::SolidLine,
                           {}});
}

/// Both axes over the same stretch, so that the line of equality is a diagonal.
void fit(ChartScene& scene, const std::vector<RetrainingOutcome>& outcomes)
{
    double low = 1.0;
    double high = 0.0;
    for (const RetrainingOutcome& outcome : outcomes)
        for (const double value : {outcome.estimate.accuracy.value, outcome.realised.accuracy->value}) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    scene.xLow = scene.yLow = std::max(0.0, std::floor((low - 0.05) * 10) / 10);
    scene.xHigh = scene.yHigh = std::min(1.0, std::ceil((high + 0.05) * 10) / 10);
}

} // namespace

std::vector<RetrainingOutcome> retrainingOutcomes(const SessionState& state)
{
    std::vector<RetrainingOutcome> outcomes;
    for (const CameraState& camera : state.cameras)
        for (const ProfileState& profile : camera.profiles)
            for (const Realised& realised : profile.realised)
                if (const auto* estimate = estimateOf(profile, realised.configuration); estimate && realised.accuracy)
                    outcomes.push_back({camera.info.camera, profile.window, *estimate, realised});
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const auto& a, const auto& b) { return a.window < b.window; });
    return outcomes;
}

PredictionRecord recordOf(const std::vector<RetrainingOutcome>& outcomes)
{
    PredictionRecord record;
    double predicted = 0.0;
    double charged = 0.0;
    for (const RetrainingOutcome& outcome : outcomes) {
        ++record.count;
        record.bias += outcome.error();
        record.meanError += std::abs(outcome.error());
        record.inInterval += outcome.isInInterval() ? 1 : 0;
        if (!outcome.realised.cost)
            continue;
        ++record.costs;
        predicted += outcome.estimate.cost.value;
        charged += outcome.realised.cost->value;
    }
    if (record.count > 0) {
        record.bias /= static_cast<double>(record.count);
        record.meanError /= static_cast<double>(record.count);
    }
    record.costRatio = predicted > 0.0 ? charged / predicted : 0.0;
    return record;
}

std::vector<RetrainingOutcome> outcomesOf(const std::vector<RetrainingOutcome>& outcomes, ConfigurationId configuration)
{
    std::vector<RetrainingOutcome> some;
    std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(some),
                 [&](const RetrainingOutcome& outcome) { return outcome.estimate.configuration == configuration; });
    return some;
}

ChartScene calibrationScene(const std::vector<RetrainingOutcome>& outcomes, std::optional<CameraId> selected,
                            std::optional<ConfigurationId> configuration, const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("predicted held-out accuracy");
    scene.yTitle = Words::tr("realised held-out accuracy");
    if (outcomes.empty()) {
        scene.emptyText = Words::tr("No retraining that was predicted has ended yet.");
        return scene;
    }
    fit(scene, outcomes);
    scene.lines.push_back(
        {{{scene.xLow, scene.xLow}, {scene.xHigh, scene.xHigh}}, theme.mutedText, 1.0, Qt::DashLine, {}});
    for (const RetrainingOutcome& outcome : outcomes) {
        const bool dimmed = (selected && *selected != outcome.camera)
            || (configuration && *configuration != outcome.estimate.configuration);
        QColor colour = theme.camera(outcome.camera);
        if (dimmed)
            colour = mixed(theme.panel, colour, 0.3);
        else
            addInterval(scene, outcome, mixed(theme.panel, colour, 0.55));
        scene.marks.push_back({{{outcome.estimate.accuracy.value, outcome.realised.accuracy->value}},
                               colour,
                               outcome.realised.accepted ? MarkShape::Disc : MarkShape::Cross,
                               dimmed ? 5.0 : 7.0,
                               {}});
    }
    return scene;
}

} // namespace jackdaw::widgets
