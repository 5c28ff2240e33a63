// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/window_problem.h"

#include <vector>

namespace jackdaw::studies {

/// What a retraining that ended really took and brought.
struct RetrainingOutcome {
    CameraId camera;
    ConfigurationId configuration;
    double gpuSeconds = 0.0;
    double accuracy = 0.0;
};

/// What is known of the window before.
struct PastWindow {
    std::vector<RetrainingOutcome> outcomes; ///< of the retrainings that ended in it
    struct Start {
        CameraId camera;
        double accuracy = 0.0; ///< of the deployed model on that window
    };
    std::vector<Start> starts;
};

/// What is known of the accuracy that a window begins with.
enum class StartAccuracy {
    Predicted, ///< a micro-profiler's guess: the least of several from small samples, as published
    Measured, ///< the deployed model's accuracy on the whole sample
};

/// A micro-profiler's predictions corrected by what other streams' and configurations' predictions say, by the window
/// before, and by the retrainings of this window that have ended: predictions from small samples err by more than the
/// configurations differ, and whoever takes the best of eighteen takes the luckiest error. Streams are matched by
/// camera, configurations by their id. Final and start accuracies and costs come back with 95 % intervals.
///
/// Accuracies, and logarithms of costs, follow the model of crossEstimate(). Its deviations are round figures for what
/// is known of such predictors: an error of 12 points in one measurement (its standard deviation in the profiles that
/// Ekya's authors published), shared by the epochs of one family and partly by the stream; costs off by a factor of
/// two, by family; a start accuracy that is predicted too low.
scheduling::WindowProblem correctEstimates(const scheduling::WindowProblem& predicted, StartAccuracy start,
                                           const PastWindow& past, const std::vector<RetrainingOutcome>& outcomes);

} // namespace jackdaw::studies
