// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"
#include "engine/runtime/run_settings.h"
#include "engine/scheduling/window_problem.h"

#include <vector>

namespace jackdaw::runtime {

/// What micro-profiling of one camera's round may take.
GpuSeconds profilingBudget(const RunSettings& settings);

/// Retraining options from the micro-profiler's estimates.
std::vector<scheduling::RetrainingOption>
optionsFromEstimates(const std::vector<ConfigurationEstimate>& estimates,
                     const std::vector<learning::TrainingConfiguration>& configurations);

} // namespace jackdaw::runtime
