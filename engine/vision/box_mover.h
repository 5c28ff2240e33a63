// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"

#include <string>
#include <vector>

namespace jackdaw::vision {

/// Moves boxes along with the picture: corners inside each box are followed from one frame to a newer one of the same
/// size by pyramidal Lucas-Kanade flow, there and back (J.-Y. Bouguet, Pyramidal implementation of the Lucas Kanade
/// feature tracker, Intel, 2000); the box is shifted by the median of those that come back to where they began (Z.
/// Kalal et al., Forward-backward error, ICPR 2010). A box of which no corners come back is lost and dropped, as is one
/// whose greater part leaves the picture; one that has no corners at all stays where it is. Boxes keep their size, name
/// and score. Deterministic. Where the pictures differ in size or have no pixels, \p boxes as they are.
std::vector<Detection> moveBoxes(const std::vector<Detection>& boxes, const VideoFrame& from, const VideoFrame& to);

/// Shape name in the cost table. The price does not depend on the picture's size, since flow is looked for in pictures
/// that are made small, and hardly on the number of boxes.
inline const std::string kMoveShape = "move/boxes";

} // namespace jackdaw::vision
