// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/detector_format.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// How a network's outputs are to be looked at, so that they are those of a known format: exports add outputs of their
/// own, and have rows and values the other way round. Private to the vision room.
class OutputView {
public:
    struct Found;
    /// Nothing where they are no known format's, however they are looked at. What knows COCO's classes is preferred.
    static std::optional<Found> recognise(std::span<const DetectorOutput> outputs, PictureSize size);

    /// Valid until the next call.
    std::vector<DetectorOutput> of(std::span<const DetectorOutput> outputs);
    /// What is unusual about them, for the user; empty where nothing is.
    std::string text() const;

private:
    std::optional<std::size_t> m_only; ///< the others are no detections
    bool m_isTurned = false; ///< values x rows
    bool m_boxFirst = false; ///< and to be put behind the scores
    std::vector<float> m_turned;
};

struct OutputView::Found {
    OutputView view;
    DetectorFormat format;
};

} // namespace jackdaw::vision
