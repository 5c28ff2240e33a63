// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/labels.h"

#include <cstdint>
#include <vector>

namespace jackdaw::vision {

/// Gives each object of a sequence of sparsely sampled frames a track, by overlap with the objects of the frame before
/// (IoU, else distance of centres relative to size). Used to keep training and held-out objects apart, so it would
/// rather join two objects than split one.
class Tracker {
public:
    /// Sets `track` of every object. Frames come in time order.
    void assign(FrameLabels& labels);

private:
    struct Known {
        LabelledObject object;
        int missed = 0;
    };
    std::vector<Known> m_known;
    std::uint32_t m_next = 0;
};

} // namespace jackdaw::vision
