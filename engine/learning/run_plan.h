// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// How many batches of which kind a retraining takes: the one place that says it, for the run and for its price.
struct RunPlan {
    std::size_t batch = 0; ///< pictures that one step takes
    std::size_t trainingUsed = 0; ///< frames of the training part that are used
    std::size_t pictures = 0; ///< with rehearsal: one epoch
    std::size_t variants = 0; ///< views of each picture whose activations are cached; 0 where none are
    std::size_t cacheBatches = 0;
    std::size_t steps = 0;
    std::size_t scoreBatches = 0; ///< before each evaluation; 0 where checkpoints get no threshold of their own

    /// \p choosesThreshold: before each evaluation all pictures are looked at once, as they are.
    static RunPlan of(const TrainingConfiguration& configuration, std::size_t trainingFrames,
                      std::size_t rehearsalFrames, bool choosesThreshold = false);

    /// Steps after which \p epochs are done.
    std::size_t stepsAfter(double epochs) const;
};

/// Epochs after which a run evaluates, ascending; the last are those of the configuration.
std::vector<double> evaluationEpochs(const TrainingConfiguration& configuration, std::vector<double> requested);

/// Index of the checkpoint that TrainingRun::best() means. At least one evaluation; \p objects are held out.
std::size_t bestCheckpoint(std::span<const Training::Evaluation> evaluations, const HeldOutAccuracy& deployed,
                           double objects);

/// Says which field of \p configuration is out of range.
Status checkConfiguration(const TrainingConfiguration& configuration);

} // namespace jackdaw::learning
