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

/// From which score on a detection is a statement, and from which on it is one where another stands already.
struct Hysteresis {
    float strong = 0.0F;
    float weak = 0.0F;
};

/// Whose names detections of standing boxes have.
enum class Names {
    OfFound, ///< as they were found
    OfStanding, ///< where those who named the standing boxes know better
};

/// \p found, best first, on a frame where \p standing boxes are expected: a weak detection where one of them stands,
/// and that was not found again otherwise, is raised to a strong one. Detectors waver about what they see all the time;
/// what was there a moment ago needs less to be believed again (hysteresis, J. Canny, A computational approach to edge
/// detection, PAMI 1986; low scores in tracking: Y. Zhang et al., ByteTrack, ECCV 2022).
std::vector<Detection> confirmed(std::vector<Detection> found, const std::vector<Detection>& standing,
                                 const Hysteresis& scores, Names names = Names::OfFound);

} // namespace jackdaw::vision
