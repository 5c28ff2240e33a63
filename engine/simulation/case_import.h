// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/simulation/trace.h"

#include <filesystem>
#include <vector>

namespace jackdaw::simulation {

/// The cases of one set (scheduling/case_file.h) as windows of one trace, in the order given. All must have the same
/// streams. Capacity is one GPU and δ 0.1 until the simulation says otherwise. Without labelling and profiling delay.
Result<Trace> traceFromCases(const std::vector<std::filesystem::path>& files);

} // namespace jackdaw::simulation
