// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"

#include <array>
#include <string>

namespace jackdaw::studies {

/// The two-video example (Ekya, NSDI'22, §3.2, table 1 and figure 4): two windows of 120 s, 3 GPUs, inference accurate
/// in proportion to its share up to one GPU. Each window starts with the models that the one before ended with.
struct ExampleRun {
    std::array<scheduling::WindowProblem, 2> windows;
    std::array<scheduling::Timeline, 2> timelines;
    double mean = 0.0; ///< over both videos and both windows
};

/// Window \p window (0 or 1) of the example for models that start at \p startA and \p startB.
scheduling::WindowProblem exampleWindow(int window, double startA, double startB, Share quantum);

/// Both windows under the uniform planner with the expensive configurations.
ExampleRun exampleUniform(scheduling::FreedShare freed);

/// The accuracy-optimal schedule as the paper's figure 4d draws it. B starts at \p startB; the printed 50 % gives
/// 75.30 %, an older 20 % gives the published 73 %.
ExampleRun exampleFigure4d(double startB = 0.5);

/// Exhaustive optimum, allocations fixed until a retraining ends, shares in steps of \p quantum.
ExampleRun exampleOptimumFixed(Share quantum);

/// Exhaustive optimum, everything chosen anew when a retraining ends.
ExampleRun exampleOptimumReplanned(Share quantum);

} // namespace jackdaw::studies
