// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/onnx/graph.h"
#include "engine/vision/detector_format.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// How a network's outputs are to be looked at, so that they are those of a known format: exports add outputs of their
/// own, and have rows and values the other way round.
class OutputView {
public:
    struct Found;
    /// All ways in which \p outputs are those of a known format: rows of 4 + 1 + n values are those of a detector with
    /// objectness and n classes, or of one without and n + 1. What knows COCO's classes comes first.
    static std::vector<Found> readings(std::span<const DetectorOutput> outputs, PictureSize size);

    /// Whether outputs are looked at as they are.
    bool isPlain() const { return !m_only && !m_isTurned && !m_boxFirst; }
    /// Valid until the next call.
    std::vector<DetectorOutput> of(std::span<const DetectorOutput> outputs);
    /// \p graph with nodes behind it that do the same, so that its outputs are the format's own.
    Result<onnx::Graph> appliedTo(const onnx::Graph& graph) const;
    /// What is unusual about them, for the user; empty where nothing is.
    std::string text() const;

private:
    std::optional<std::size_t> m_only; ///< the others are no detections
    bool m_isTurned = false; ///< values x rows
    bool m_boxFirst = false; ///< of each row, to be put behind the scores
    std::vector<float> m_turned;

    std::size_t whereOf(std::size_t value, std::size_t values) const;
};

struct OutputView::Found {
    OutputView view;
    DetectorFormat format;
};

} // namespace jackdaw::vision
