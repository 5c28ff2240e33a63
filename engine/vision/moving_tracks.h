// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/units.h"

#include <cstdint>
#include <vector>

namespace jackdaw::vision {

/// Boxes that stand for a frame.
struct SeenBoxes {
    Nanoseconds time{0}; ///< session time of the frame
    Nanoseconds age{0}; ///< how much older the frame is that they were found on; from there they were moved along
    std::vector<Detection> boxes;
};

/// An object that is followed from frame to frame.
struct MovingTrack {
    std::int64_t id = 0;
    Box box; ///< where it was seen last
    Nanoseconds seen{0}; ///< session time of that frame
    bool isSeen = false; ///< on the newest frame
    std::uint32_t found = 0; ///< frames on which something found it, not counting those that its box was moved to
    std::uint32_t missed = 0; ///< the newest such frames on which nothing did
    double speedX = 0.0; ///< pixels per second of session time
    double speedY = 0.0;
    std::vector<std::uint32_t> votes; ///< one per class: how often it was found as that

    /// The class that it was found as most often; of equals the first.
    ClassId label() const;
};

/// Follows objects over the boxes that a camera serves, frame by frame, by where each is expected next. Unlike Tracker,
/// which looks at a few labelled frames and would rather join two objects than split one, it sees all frames, knows how
/// fast objects move, and lets an object change its class.
class MovingTracks {
public:
    MovingTracks(std::size_t classes, std::int64_t firstTrack) : m_classes(classes), m_next(firstTrack) { }

    /// Frames come in time order.
    void see(const SeenBoxes& seen);
    /// Those that are followed, in the order of their numbers; some may be hidden at the moment.
    const std::vector<MovingTrack>& tracks() const { return m_tracks; }
    /// Numbers go on.
    void forget() { m_tracks.clear(); }

private:
    void assign(const std::vector<Detection>& boxes, std::vector<bool>& taken, Nanoseconds time, bool isFresh);
    void update(MovingTrack& track, const Detection& box, Nanoseconds time, bool isFresh) const;

    std::size_t m_classes;
    std::int64_t m_next;
    std::vector<MovingTrack> m_tracks;
    Nanoseconds m_origin{-1}; ///< of the newest boxes: the frame that they were found on
};

} // namespace jackdaw::vision
