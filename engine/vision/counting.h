// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"
#include "engine/vision/moving_tracks.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <map>
#include <vector>

namespace jackdaw::vision {

/// A track went over a line.
struct Crossing {
    std::size_t line = 0;
    ClassId label; ///< that the track was found as most often until then
    bool forward = true; ///< as CrossingCounted has it
    std::int64_t track = 0;
    bool operator==(const Crossing&) const = default;
};

/// Counts what goes over lines and stands in zones, from the boxes that stand for each frame. An object is where the
/// middle of its box's lower edge is. It is over a line once it has left a band around it on the other side, so that
/// what wavers on the line counts once; it went over it where it last came from one side to the other, which must be
/// between the line's ends. An object that was found only once does not count.
class Counter {
public:
    struct Places {
        std::vector<CountingLine> lines;
        std::vector<CountingZone> zones;
    };
    Counter(Places places, std::size_t classes, std::int64_t firstTrack = 0) :
        m_places(std::move(places)), m_classes(classes), m_tracks(classes, firstTrack)
    {
    }

    /// Frames come in time order; one that is not newer than the last is passed over. Pictures of another size are of
    /// another scene: tracks begin anew.
    std::vector<Crossing> see(const SeenBoxes& seen, PictureSize size);
    /// Objects of each class in each zone. One that is hidden stays until it is forgotten.
    std::vector<std::vector<std::uint32_t>> inZones() const;
    /// Nothing is to be seen any more.
    void forget();

private:
    struct Point {
        double x = 0.0;
        double y = 0.0;
    };
    /// How a track stands to a line.
    struct LineSide {
        int known = 0; ///< the side on which it last was beyond the band: -1 left, 1 right, 0 none yet
        double distance = 0.0; ///< of its foot; negative on the left
        bool through = false; ///< where it last came from one side to the other lies between the line's ends
        double reach = 0.0; ///< how far from the line it was on the known side
    };
    struct Place {
        Point foot;
        ClassId label;
        bool counts = false;
        std::vector<LineSide> lines;
        std::vector<bool> inZone;
    };

    static Point footOf(const Box& box);
    Point inPixels(const PicturePoint& point) const;
    bool crosses(const CountingLine& line, LineSide& side, Point before, Point now, double size) const;
    bool isInside(const CountingZone& zone, Point foot) const;
    double distanceTo(const CountingZone& zone, Point foot) const;
    void follow(const MovingTrack& track, std::vector<Crossing>& crossings);

    Places m_places;
    std::size_t m_classes;
    MovingTracks m_tracks;
    PictureSize m_size;
    Nanoseconds m_newest{-1};
    std::map<std::int64_t, Place> m_objects; ///< by track
};

} // namespace jackdaw::vision
