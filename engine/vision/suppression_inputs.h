// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

#include <optional>
#include <string>

/// What a network suppresses overlaps of. Private to the vision room.
namespace jackdaw::vision {

/// Names of the values that hold all boxes and all scores.
struct SuppressionInputs {
    std::string boxes;
    std::string scores;
};

/// Of \p suppression, a NonMaxSuppression of \p graph. Where the best boxes are chosen first (TopK, as exports of SSD
/// do), or those above a threshold (NonZero), these are the values that are chosen from. Nothing where boxes or scores
/// come from several values that have nothing in common.
std::optional<SuppressionInputs> suppressionInputs(const onnx::Graph& graph, const onnx::Node& suppression);

/// Of a network that chooses the best boxes (TopK) and joins them with their scores and classes to its one output, as
/// YOLOv10 and its successors do, which need no suppression: the values that are chosen from. Nothing where it does not
/// end like that.
std::optional<SuppressionInputs> choiceInputs(const onnx::Graph& graph);

} // namespace jackdaw::vision
