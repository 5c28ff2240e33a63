// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"
#include "engine/base/random.h"

namespace jackdaw::datasets {

/// A straight road along which things are placed: \p along metres from its start, \p across to the left of it.
struct RoadLine {
    Vec2 from;
    Vec2 to;
    Vec2 place(double along, double across) const;
    double length() const { return datasets::length(to - from); }
    Vec2 direction() const { return unit(to - from); }
};

namespace paint {
inline constexpr Colour kAsphalt{0.33, 0.33, 0.345};
inline constexpr Colour kPavement{0.55, 0.535, 0.51};
inline constexpr Colour kKerb{0.68, 0.67, 0.65};
inline constexpr Colour kMarking{0.86, 0.86, 0.84};
inline constexpr Colour kGrass{0.33, 0.43, 0.22};
} // namespace paint

/// Puts a layout together.
class StreetBuilder {
public:
    StreetBuilder(StreetLayout& layout, RandomStream& random) : m_layout(layout), m_random(random) { }

    /// Ground between two lines across and two along the road.
    void strip(const RoadLine& road, double along0, double along1, double across0, double across1, Colour colour);
    /// Pavements, kerbs and asphalt between \p right and \p left.
    void carriageway(const RoadLine& road, double right, double left, double pavement);
    void line(const RoadLine& road, double across, double along0, double along1, bool dashed);
    void zebra(const RoadLine& road, double along, double right, double left);
    void stopLine(const RoadLine& road, double along, double right, double left);
    /// Repairs, manholes and stains of the asphalt.
    void wear(const RoadLine& road, double right, double left, int count);
    /// House fronts of \p road's right (-1) or left (+1) side.
    void houses(const RoadLine& road, int side, double across, double along0, double along1);
    void trees(const RoadLine& road, double across, double along0, double along1, double spacing, double size);
    void lamps(const RoadLine& road, double across, double along0, double along1, double spacing);
    void prop(PropKind kind, Vec2 at, double size, Vec2 facing, int signal = -1);
    Lane& lane(const RoadLine& road, double across, bool forward, double speed, double rate);
    Lane& lane(std::vector<Vec2> path, double speed, double rate);
    void parked(const RoadLine& road, double across, double along0, double along1, double chance, bool forward);

    /// Ground of any outline.
    void patch(std::vector<Vec2> outline, Colour colour);
    void disc(Vec2 centre, double radius, Colour colour);
    /// A line as wide as \p width along corners.
    void ribbon(const std::vector<Vec2>& path, double width, Colour colour);
    /// The darker tracks of wheels in a lane.
    void tracks(const RoadLine& road, double across, double along0, double along1);
    /// An arrow in a lane, for traffic that drives along the road (or against it).
    void arrow(const RoadLine& road, double along, double across, bool forward);
    /// Hatched ground that is not driven on.
    void hatching(const RoadLine& road, double along0, double along1, double right, double left);
    /// Vehicles of several kinds, side by side: \p turn is the angle of their noses to the road.
    void bays(const RoadLine& road, double across, double along0, double along1, double turn, double chance);
    void railing(const RoadLine& road, double across, double along0, double along1);
    void signs(const RoadLine& road, double across, double along0, double along1, double spacing);
    /// A zebra crossing at \p along of \p road for people of \p walk, whose path crosses its lanes: they give way to
    /// one another from here on.
    void giveWay(std::size_t walk, double halfWidth);

private:
    StreetLayout& m_layout;
    RandomStream& m_random;
};

} // namespace jackdaw::datasets
