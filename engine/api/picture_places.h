// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// Places in a camera's picture: where objects are counted, and where they are passed over.
namespace jackdaw {

/// A place in a picture: fractions of its width and height, from the top left.
struct PicturePoint {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const PicturePoint&) const = default;
};

/// Objects that go over it are counted, each way for itself.
struct CountingLine {
    std::string name;
    PicturePoint from;
    PicturePoint to;
    bool operator==(const CountingLine&) const = default;
};

/// Objects that stand in it are counted.
struct CountingZone {
    std::string name;
    std::vector<PicturePoint> corners; ///< three or more, in order
    bool operator==(const CountingZone&) const = default;
};

/// Objects whose middle lies in it are neither sampled, trained on, scored nor counted.
struct IgnoredRegion {
    std::string name;
    std::vector<PicturePoint> corners; ///< three or more, in order
    bool operator==(const IgnoredRegion&) const = default;
};

} // namespace jackdaw
