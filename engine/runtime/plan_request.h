// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"
#include "engine/learning/training_set.h"
#include "engine/runtime/run_settings.h"
#include "engine/scheduling/window_problem.h"

#include <cstddef>
#include <vector>

namespace jackdaw::runtime {

/// What micro-profiling of one camera's round may take.
GpuSeconds profilingBudget(const RunSettings& settings);

/// Retraining options from the micro-profiler's estimates.
std::vector<scheduling::RetrainingOption>
optionsFromEstimates(const std::vector<ConfigurationEstimate>& estimates,
                     const std::vector<learning::TrainingConfiguration>& configurations);

/// How accuracy falls when a camera processes only every k-th frame, from golden labels of neighbouring samples.
scheduling::InferenceProfile inferenceProfile(double framesPerSecond, GpuSeconds costPerFrame,
                                              const std::vector<learning::LabelledFrame>& sample, std::size_t classes);

} // namespace jackdaw::runtime
