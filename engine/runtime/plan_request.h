// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"
#include "engine/runtime/live_camera.h"
#include "engine/scheduling/planner.h"

#include <cstdint>
#include <vector>

namespace jackdaw::runtime {

/// What the planner is asked: the cameras' state as values.
scheduling::WindowProblem makeProblem(const std::vector<LiveCamera*>& cameras, double gpus, double quantum,
                                      Nanoseconds remaining, std::uint64_t seed);

/// Retraining options from the micro-profiler's estimates.
std::vector<scheduling::RetrainingOption>
optionsFromEstimates(const std::vector<ConfigurationEstimate>& estimates,
                     const std::vector<learning::TrainingConfiguration>& configurations);

/// How accuracy falls when a camera processes only every k-th frame, from golden labels of neighbouring samples.
scheduling::InferenceProfile inferenceProfile(double framesPerSecond, GpuSeconds costPerFrame,
                                              const std::vector<learning::LabelledFrame>& sample, std::size_t classes);

} // namespace jackdaw::runtime
