// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/dropped_frames.h"

namespace jackdaw::session {
namespace {

/// Beyond \p to by \p steps times the way from \p from to it.
Nanoseconds beyond(Nanoseconds from, Nanoseconds to, double steps)
{
    return to + fromSeconds(steps * toSeconds(to - from));
}

} // namespace

void DroppedFrames::see(const FrameIndexed& frame)
{
    if (m_last && m_last->frame != frame.frame) // a look at it may come behind moved boxes
        m_before = m_last;
    m_last = Seen{frame.frame, frame.sourceTime, frame.frameTime};
}

void DroppedFrames::forget()
{
    m_before.reset();
    m_last.reset();
}

FrameIndexed DroppedFrames::place(const FrameDropped& dropped, Nanoseconds recorded) const
{
    // Boxes that were moved along stood on it before the model that was to look at it gave it up.
    for (const auto& seen : {m_last, m_before})
        if (seen && seen->frame == dropped.frame)
            return {dropped.camera, dropped.frame, seen->sourceTime, seen->due, {}, {}};
    FrameIndexed placed{dropped.camera, dropped.frame, {}, recorded, {}, {}};
    placed.sourceTime = fromSeconds(static_cast<double>(dropped.frame) * m_secondsPerFrame);
    // A source that is played again begins with its first frame.
    if (!m_before || m_last->frame <= m_before->frame || dropped.frame <= m_last->frame)
        return placed;
    const double steps =
        static_cast<double>(dropped.frame - m_last->frame) / static_cast<double>(m_last->frame - m_before->frame);
    const Nanoseconds due = beyond(m_before->due, m_last->due, steps);
    if (due > recorded) // between the two the camera was away
        return placed;
    placed.frameTime = due;
    placed.sourceTime = beyond(m_before->sourceTime, m_last->sourceTime, steps);
    return placed;
}

} // namespace jackdaw::session
