// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/matching.h"

#include <vector>

namespace jackdaw::vision {

enum class Outcome : std::uint8_t { LeftOut, Right, Wrong };

/// The matching of one frame in detail.
struct FrameMatch {
    std::vector<Outcome> predictions; ///< as the predictions came in
    std::vector<std::uint32_t> missed; ///< class for which a missed object counts, one per missed object
};

FrameMatch matchFrame(const std::vector<Detection>& predictions, const FrameLabels& reference, std::size_t classes,
                      const MatchOptions& options);

} // namespace jackdaw::vision
