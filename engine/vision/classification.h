// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/matching.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// What a classifier made of one frame or of several.
struct NamedObjects {
    /// One per class, of objects that have a region. An object with a right name is a true positive of that class; one
    /// with a wrong name is a false positive of the name and a false negative of its own class. So f1() of these is the
    /// part of the objects that are rightly named.
    std::vector<ClassCounts> counts;
    std::uint32_t objects = 0; ///< of the reference, ignored ones aside
    std::uint32_t covered = 0; ///< of these, with a region

    bool operator==(const NamedObjects&) const = default;
};

/// Gives each object of \p reference at most one of \p regions and each region at most one object, the pair that
/// overlaps most first, whatever the names; pairs below MatchOptions::minimumOverlap are none. Regions without an
/// object and objects without a region say nothing of the names. A region that an ignored object takes counts neither
/// way.
NamedObjects matchNames(const std::vector<Detection>& regions, const FrameLabels& reference, std::size_t classes,
                        const MatchOptions& options = {});

void add(NamedObjects& sum, const NamedObjects& more);

/// Objects that have a region and the right name, of those that have a region; none where none has.
std::optional<Accuracy> namingAccuracy(std::span<const ClassCounts> counts);
/// The mean of that over the classes of which an object has a region.
std::optional<Accuracy> balancedNamingAccuracy(std::span<const ClassCounts> counts);
/// Objects that have a region, of all; none without an object.
std::optional<double> coverage(const NamedObjects& named);

} // namespace jackdaw::vision
