// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/learning/cell_grid.h"
#include "engine/learning/picture.h"
#include "engine/onnx/split.h"

#include <cstdint>
#include <map>
#include <string>

namespace jackdaw::learning {

/// The network that \p parts were cut from, with a point head (Zhou et al., Objects as Points, 2019) in place of its
/// own, so that it can learn \p classes that it does not know. The head takes the finest of the features that the
/// network's last convolutions take, and gives pictures x cells x channels of a CellGrid. Layers that only coarser
/// features need are gone. The head's weights are zero, until those of initialPointHead() take their place. Unsupported
/// where the features do not lie on a grid.
Result<onnx::Graph> withPointHead(const onnx::SplitGraph& parts, PictureSize size, int classes);

bool hasPointHead(const onnx::Graph& graph);
/// \p graph, which has a point head, cut below it.
Result<onnx::SplitGraph> splitBelowPointHead(const onnx::Graph& graph);
/// Where the head that takes the outputs of \p trunk answers, for pictures of \p size.
Result<CellGrid> pointGrid(const onnx::Graph& trunk, PictureSize size, int classes);

/// Weights of the head of \p parts before any training: uniform within the bounds of He et al. (Delving Deep into
/// Rectifiers, 2015), small ones in the last layer.
std::map<std::string, onnx::Tensor> initialPointHead(const onnx::SplitGraph& parts, int classes, std::uint64_t seed,
                                                     CameraId camera);

} // namespace jackdaw::learning
