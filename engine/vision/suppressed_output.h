// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/result.h"
#include "engine/onnx/graph.h"
#include "engine/onnx/metadata.h"
#include "engine/vision/detector_format.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Detectors that suppress overlaps themselves, or choose the best boxes. Private to the vision room.
namespace jackdaw::vision {

/// A network in front of its NonMaxSuppression, whose number of boxes nobody knows beforehand, or in front of its
/// choice of the best boxes: it gives all boxes and all scores, and overlaps are suppressed here as for other
/// detectors.
class SuppressedOutput {
public:
    struct Cut;
    /// Nothing where \p graph has no NonMaxSuppression and does not end in a choice of boxes. Unsupported where it has
    /// several, or one of what is computed from boxes that were chosen before.
    static Result<std::optional<Cut>> find(const onnx::Graph& graph, const onnx::Metadata& metadata);

    /// What the outputs of the cut network mean, from those for a test picture. Unsupported where they are no lists of
    /// boxes and scores.
    Status recognise(std::span<const DetectorOutput> outputs);
    /// The first score says that nothing is there.
    void setBackgroundFirst() { m_firstClass = 1; }
    /// What the network does with its boxes: "suppresses overlaps".
    std::string choiceText() const;
    /// How the network wants its picture, as far as that is known.
    DetectorFormat format() const;

    /// Objects with score >= \p threshold in pixels of an input of \p size; labels are the network's.
    std::vector<Detection> decode(std::span<const DetectorOutput> outputs, PictureSize size, float threshold) const;

private:
    static Result<std::optional<Cut>> findChoice(const onnx::Graph& graph);
    Box boxOf(std::span<const float> values, PictureSize size) const;

    bool m_isChoice = false; ///< the best boxes are chosen, overlaps are not suppressed
    bool m_centred = false; ///< centre and size instead of corners
    bool m_isRelative = false; ///< parts of the picture
    bool m_isTensorFlow = false; ///< its corners are top, left, bottom, right
    bool m_isByBox = false; ///< scores of one box follow one another, not those of one class
    std::size_t m_firstClass = 0; ///< 1 behind a score for the background
    std::size_t m_classes = 0;
    std::size_t m_boxes = 0;
};

struct SuppressedOutput::Cut {
    SuppressedOutput output;
    onnx::Graph graph; ///< what gives scores (classes x boxes, or the other way) and boxes (boxes x 4)
};

} // namespace jackdaw::vision
