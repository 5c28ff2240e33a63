// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <span>
#include <vector>

namespace jackdaw::vision {

/// Keeps the best of overlapping boxes of one kind (kindOf(), IoU > \p maximumOverlap), best first. Labels are COCO's.
std::vector<Detection> suppressOverlaps(std::vector<Detection> detections, float maximumOverlap);

/// Weighted box fusion (Solovyev et al. 2021) of several models' boxes, per kind, best first: boxes that overlap by
/// more than \p minimumOverlap become one, the mean weighted by score, with the class of the surest. Its score is the
/// mean over all models of the best score that each gave it, so that what one of two models alone sees counts half.
std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap);

} // namespace jackdaw::vision
