// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/onnx/graph.h"

/// What detectors take. Private to the engine.
namespace jackdaw::vision {

/// \p graph as one that takes its picture channel by channel (1 x 3 x height x width), where its file has it pixel by
/// pixel (1 x height x width x 3), as exports from TensorFlow do; any other as it is.
Result<onnx::Graph> withChannelsFirst(const onnx::Graph& graph);

} // namespace jackdaw::vision
