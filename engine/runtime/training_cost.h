// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/learning/learner.h"
#include "engine/profiling/micro_profiler.h"
#include "engine/runtime/cost_book.h"
#include "engine/runtime/run_settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::runtime {

using learning::FrameCounts;

/// Epochs after which a retraining is evaluated: quarters of the configuration's epochs, so that the best checkpoint is
/// kept and the learning curve gets points.
std::vector<double> evaluationEpochs(const learning::TrainingConfiguration& configuration);

/// Passes over the full training part that \p configuration makes: the x axis of learning curves.
double fullPasses(const learning::TrainingConfiguration& configuration);

/// What is believed about a configuration's learning curve before any was seen.
profiling::CurvePrior assumedCurve(const learning::Learner& learner,
                                   const learning::TrainingConfiguration& configuration);

/// What a run retrains with and what it trains first students with.
std::vector<learning::TrainingConfiguration> chargedConfigurations(const RunSettings& settings);

/// The batches that students of all \p learners can be charged for with the configurations that are for them, each
/// shape once.
std::vector<learning::CalibrationBatch>
calibrationBatches(const std::vector<std::shared_ptr<const learning::Learner>>& learners,
                   const std::vector<learning::TrainingConfiguration>& configurations);

/// Shapes of the steps of retrainings with those of \p configurations that are for students of \p learner, once each.
std::vector<std::string> stepShapes(const learning::Learner& learner,
                                    const std::vector<learning::TrainingConfiguration>& configurations);

/// Device memory that a retraining with \p configuration needs: that of its largest batch. 0 where nobody measured it.
std::uint64_t trainingMemory(const profiling::CostTable& costs, const learning::Learner& learner,
                             const learning::TrainingConfiguration& configuration);

/// Price of a whole retraining, from the costs of its batches.
Result<GpuSeconds> trainingCost(const CostBook& costs, const learning::Learner& learner,
                                const learning::TrainingConfiguration& configuration, const FrameCounts& frames,
                                std::size_t evaluations);

/// The configurations as the micro-profiler sees them.
Result<std::vector<profiling::ProfiledConfiguration>>
profiledConfigurations(const CostBook& costs, const learning::Learner& learner,
                       const std::vector<learning::TrainingConfiguration>& configurations, const FrameCounts& frames);

/// What measuring each family of \p configurations costs.
Result<std::vector<profiling::FamilyCost>>
familyCosts(const CostBook& costs, const learning::Learner& learner,
            const std::vector<learning::TrainingConfiguration>& configurations, const FrameCounts& frames);

} // namespace jackdaw::runtime
