// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/matching.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// What a classifier made of one frame.
struct NamedObjects {
    /// One per class, of objects that have a region. An object with a right name is a true positive of that class; one
    /// with a wrong name is a false positive of the name and a false negative of its own class. So f1() of these is the
    /// part of the objects that are rightly named.
    std::vector<ClassCounts> counts;
    std::uint32_t uncovered = 0; ///< further objects of the reference, without a region

    bool operator==(const NamedObjects&) const = default;
};

/// Gives each object of \p reference at most one of \p regions and each region at most one object, the pair that
/// overlaps most first, whatever the names; pairs below MatchOptions::minimumOverlap are none. Regions without an
/// object and objects without a region say nothing of the names. A region that an ignored object takes counts neither
/// way.
NamedObjects matchNames(const std::vector<Detection>& regions, const FrameLabels& reference, std::size_t classes,
                        const MatchOptions& options = {});

} // namespace jackdaw::vision
