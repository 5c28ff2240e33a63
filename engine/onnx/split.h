// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// A network in two parts: what the first one gives, the second one takes, in the same order.
struct SplitGraph {
    Graph trunk; ///< takes the network's inputs
    Graph head; ///< gives the network's outputs
    std::vector<std::string> weights; ///< of the head: what its retraining learns
};

/// \p graph cut at the values \p features, of which its head alone has \p weights. InvalidInput where it has no such
/// value.
Result<SplitGraph> splitAt(const Graph& graph, const std::vector<std::string>& features,
                           std::vector<std::string> weights);

/// What of \p graph gives \p values, with these as its outputs.
Result<Graph> partBefore(const Graph& graph, const std::vector<std::string>& values);

/// \p graph cut before the last convolution of each way to its outputs: where it is retrained by its last layers.
/// Unsupported where a way has no convolution.
Result<SplitGraph> splitBeforeLastConvolutions(const Graph& graph);

} // namespace jackdaw::onnx
