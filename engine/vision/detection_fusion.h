// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// Which boxes may hide another one.
enum class Rivals {
    All, ///< boxes of any class
    OneKind, ///< boxes of its kind (kindOf()); labels are COCO's
};

/// Non-maximum suppression: keeps the best of boxes that overlap (IoU > \p maximumOverlap), best first, at most \p
/// most. (OpenCV 4.6's NMSBoxes knows neither kinds nor how many are wanted.)
std::vector<Detection> suppressOverlaps(std::vector<Detection> detections, float maximumOverlap, Rivals rivals,
                                        std::size_t most = std::numeric_limits<std::size_t>::max());

/// Weighted box fusion (Solovyev et al. 2021) of several models' boxes, per kind, best first: boxes that overlap by
/// more than \p minimumOverlap become one, the mean weighted by score, with the class of the surest. Its score is the
/// mean over all models of the best score that each gave it, so that what one of two models alone sees counts half.
std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap);

} // namespace jackdaw::vision
