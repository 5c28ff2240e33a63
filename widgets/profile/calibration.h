// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/charts/series_chart.h"

#include <QPalette>

#include <vector>

/// Can estimates be trusted: what was predicted of every retraining of a session against what it came to.
namespace jackdaw::widgets {

/// One retraining that was predicted and ended.
struct RetrainingOutcome {
    CameraId camera;
    WindowId window;
    ConfigurationEstimate estimate;
    Realised realised;
    bool operator==(const RetrainingOutcome&) const = default;

    double error() const { return estimate.accuracy.value - realised.accuracy->value; }
    bool isInInterval() const
    {
        return realised.accuracy->value >= estimate.interval.low && realised.accuracy->value <= estimate.interval.high;
    }
};

/// All outcomes that the state still holds, by window and camera.
std::vector<RetrainingOutcome> retrainingOutcomes(const SessionState& state);

/// How far predictions were off.
struct PredictionRecord {
    std::size_t count = 0;
    double bias = 0.0; ///< mean of predicted less realised
    double meanError = 0.0; ///< mean of its absolute value
    std::size_t inInterval = 0;
    std::size_t costs = 0; ///< outcomes whose cost is known
    double costRatio = 0.0; ///< charged by predicted, of sums; 0 while none is known
};
PredictionRecord recordOf(const std::vector<RetrainingOutcome>& outcomes);
/// Those of one configuration.
std::vector<RetrainingOutcome> outcomesOf(const std::vector<RetrainingOutcome>& outcomes,
                                          ConfigurationId configuration);

/// Realised over predicted accuracy, with the line on which they are equal.
ChartScene calibrationScene(const std::vector<RetrainingOutcome>& outcomes, std::optional<CameraId> selected,
                            std::optional<ConfigurationId> configuration, const QPalette& palette);

} // namespace jackdaw::widgets
