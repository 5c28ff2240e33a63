// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <cstdint>

/// What a person says is to be seen on a frame.
namespace jackdaw {

/// An object that a person says is there.
struct CorrectedObject {
    ClassId label;
    Box box; ///< pixels of the source
    bool operator==(const CorrectedObject&) const = default;
};

enum class ReviewVerdict : std::uint8_t {
    Begun, ///< somebody changed boxes and did not say that the frame is done: it counts nowhere
    Accepted, ///< the golden labels are right
    Corrected, ///< the objects are what a person says is there
};

/// What a run does with a person's labels of a frame. Never both: a model that learned a frame would be flattered by
/// it.
enum class CorrectionUse : std::uint8_t {
    Scores, ///< what stood on the frame and its golden labels are held against them
    Trains, ///< the camera's next rounds learn them in place of the golden labels
};

} // namespace jackdaw
