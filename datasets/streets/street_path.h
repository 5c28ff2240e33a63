// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_view.h"

#include <optional>
#include <vector>

namespace jackdaw::datasets {

/// A way along corners on the ground, measured in metres from its start; it goes on straight beyond both ends.
class StreetPath {
public:
    explicit StreetPath(std::vector<Vec2> corners);

    double length() const { return m_at.back(); }
    bool isStraight() const { return m_corners.size() == 2; }
    Vec2 place(double along) const;
    Vec2 heading(double along) const;
    /// The speed at which drivers take the bends of the next metres.
    double limit(double along) const;

    struct Near {
        double along = 0.0;
        double aside = 0.0; ///< distance from the path
    };
    /// The point of the path between \p from and \p to that is nearest to \p point.
    Near nearest(Vec2 point, double from, double to) const;

private:
    std::size_t segment(double along) const;

    std::vector<Vec2> m_corners;
    std::vector<double> m_at; ///< of each corner
    std::vector<double> m_limit; ///< at each corner
};

/// A circle's arc as corners, from \p from to \p to radians (counter-clockwise where to > from).
std::vector<Vec2> arc(Vec2 centre, double radius, double from, double to);
/// Corners of a smooth way through \p corners: each one is rounded off.
std::vector<Vec2> rounded(const std::vector<Vec2>& corners, double radius);

} // namespace jackdaw::datasets
