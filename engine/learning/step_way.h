// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace jackdaw::learning {

/// How a step is computed.
enum class StepWay {
    OfPlace, ///< on a GPU by kernels, on the CPU with the loss by a loop
    ByTensors, ///< by tensors alone, so that it can be a graph
    ByKernels, ///< the same with kernels of the house's own where there are some, in lanes of a fake GPU, too
};

} // namespace jackdaw::learning
