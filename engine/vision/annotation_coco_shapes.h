// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <optional>

#include <nlohmann/json_fwd.hpp>

/// Objects of COCO that have no box of their own. Private to the vision room.
namespace jackdaw::vision {

/// Around the pixels of a mask, which lists how long stretches without and with it follow one another, column by
/// column:
/// {"size": [HEIGHT, WIDTH], "counts": [...]}, or the same in letters.
std::optional<Box> boxAroundMask(const nlohmann::json& mask);
/// Around the keypoints that are labelled, each x, y and how visible it is.
std::optional<Box> boxAroundKeypoints(const nlohmann::json& keypoints);

} // namespace jackdaw::vision
