// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <span>
#include <vector>

namespace jackdaw::vision {

/// Keeps the best of overlapping boxes of one class (IoU > \p maximumOverlap), best first.
std::vector<Detection> suppressOverlaps(std::vector<Detection> detections, float maximumOverlap);

/// Weighted box fusion (Solovyev et al. 2021) of several models' boxes, per class, best first: boxes that overlap by
/// more than \p minimumOverlap become one, the mean weighted by score; its score is the mean over all models, so that
/// what one of two models alone sees counts half.
std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap);

} // namespace jackdaw::vision
