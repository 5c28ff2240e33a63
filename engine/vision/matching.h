// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <vector>

namespace jackdaw::vision {

/// Intersection over union, 0..1; 0 where a box is empty.
float overlap(const Box& a, const Box& b);

struct MatchOptions {
    float minimumOverlap = 0.3F; ///< the paper's measure
    std::uint32_t coveredClasses = ~0U; ///< predictions of other classes are left out
};

/// Matches predictions to reference objects, one to one, highest score first, within right classes, and counts per
/// class. A prediction that overlaps an ignored object (by MatchOptions::minimumOverlap of either box's area) and
/// matches no other is left out. A prediction on an object of several allowed classes counts for the predicted class; a
/// missed one for the first allowed class.
std::vector<ClassCounts> match(const std::vector<Detection>& predictions, const FrameLabels& reference,
                               std::size_t classes, const MatchOptions& options = {});

} // namespace jackdaw::vision
