// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <optional>

namespace jackdaw::session {

/// When the frames of a camera were due that were dropped, and where in its source they are. Their events say neither,
/// and are recorded when a newer frame took their place. Both go on from the newest frames that were not dropped.
class DroppedFrames {
public:
    /// \p secondsPerFrame: of the source; by that a frame's place follows from its number alone.
    explicit DroppedFrames(double secondsPerFrame = 0.0) : m_secondsPerFrame(secondsPerFrame) { }

    /// In the order in which they were recorded.
    void see(const FrameIndexed& frame);
    /// What is seen next is from elsewhere in the session.
    void forget();
    /// As if it had not been dropped, without weights and predictions. Where no frames are known that it follows at
    /// their pace, it is taken to have been due when its event was \p recorded.
    FrameIndexed place(const FrameDropped& dropped, Nanoseconds recorded) const;

private:
    struct Seen {
        std::int64_t frame = 0;
        Nanoseconds sourceTime{0};
        Nanoseconds due{0};
    };

    double m_secondsPerFrame;
    std::optional<Seen> m_before; ///< the one before m_last
    std::optional<Seen> m_last;
};

} // namespace jackdaw::session
