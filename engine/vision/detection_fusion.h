// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <cstddef>
#include <functional>
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

/// Whether a model, by its place, can find a class at all.
using KnowsClass = std::function<bool(std::size_t model, ClassId label)>;

/// Weighted box fusion (Solovyev et al. 2021) of several models' boxes, per kind, best first: boxes that overlap by
/// more than \p minimumOverlap become one, the mean weighted by score, with the class of the surest. Its score is the
/// mean, over the models that know this class, of the best score that each gave it: what one of two that know it alone
/// sees counts half, and one that cannot find it says nothing against it. Without \p knows all know all.
std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap,
                            const KnowsClass& knows = {});

} // namespace jackdaw::vision
