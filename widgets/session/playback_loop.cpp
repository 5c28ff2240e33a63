// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/playback_loop.h"

namespace jackdaw::widgets {

PlaybackLoop::PlaybackLoop(SessionController& controller, QObject* parent) : QObject(parent), m_controller(controller)
{
    connect(&m_controller, &SessionController::transportChanged, this, &PlaybackLoop::follow);
    connect(&m_controller, &SessionController::opened, this, &PlaybackLoop::clear);
    connect(&m_controller, &SessionController::closed, this, &PlaybackLoop::clear);
}

void PlaybackLoop::setStart(Nanoseconds time)
{
    m_start = time;
    if (m_end && *m_end <= time)
        m_end.reset();
    Q_EMIT changed();
}

void PlaybackLoop::setEnd(Nanoseconds time)
{
    m_end = time;
    if (m_start && *m_start >= time)
        m_start.reset();
    Q_EMIT changed();
}

void PlaybackLoop::clear()
{
    m_start.reset();
    m_end.reset();
    m_wasPlaying = false;
    Q_EMIT changed();
}

/// A recording that comes to its end plays no more; if that is B it goes on all the same.
void PlaybackLoop::follow()
{
    const bool playing = m_controller.isPlaying();
    const bool ranOut =
        std::exchange(m_wasPlaying, playing) && !playing && m_controller.now() >= m_controller.duration();
    if (!isActive() || !(playing || ranOut) || m_controller.now() < *m_end)
        return;
    m_controller.seek(*m_start);
    if (!m_controller.isPlaying())
        m_controller.setPlaying(true);
}

} // namespace jackdaw::widgets
