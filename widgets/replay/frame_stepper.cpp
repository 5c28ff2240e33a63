// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/frame_stepper.h"

namespace jackdaw::widgets {
namespace {

constexpr int kAgainMilliseconds = 20;

} // namespace

FrameStepper::FrameStepper(SessionController& controller, QObject* parent) : QObject(parent), m_controller(controller)
{
    m_again.setInterval(kAgainMilliseconds);
    connect(&m_again, &QTimer::timeout, this, &FrameStepper::goOn);
    connect(&m_controller, &SessionController::closed, this, &FrameStepper::finish);
}

void FrameStepper::step(int direction, std::optional<CameraId> camera)
{
    if (!m_controller.capabilities().seek || m_direction != 0)
        return;
    m_controller.setPlaying(false);
    m_direction = direction;
    m_camera = camera;
    m_from = m_seen = m_controller.now();
    m_next.reset();
    m_left = kMostEvents;
    m_again.start();
    goOn();
}

void FrameStepper::finish()
{
    m_direction = 0;
    m_again.stop();
}

/// After a seek the state may still be on its way to the instant. What was looked at once is not looked at again.
bool FrameStepper::isAligned()
{
    if (m_controller.isCatchingUp())
        return false;
    if (m_next)
        return true;
    m_next = m_controller.state().events;
    while (m_direction < 0) {
        const auto event = m_controller.recorded(*m_next);
        if (!event || event->time > m_from)
            break;
        ++*m_next;
    }
    return true;
}

/// The last event lies at the session's end.
bool FrameStepper::isThrough() const
{
    return m_left == 0 || (m_direction < 0 ? *m_next == 0 : m_seen >= m_controller.duration());
}

bool FrameStepper::lookAtNext()
{
    const bool isBeginning = m_direction < 0 && *m_next == 0;
    const auto event = isBeginning ? std::nullopt : m_controller.recorded(m_direction > 0 ? *m_next : *m_next - 1);
    if (!event)
        return false;
    *m_next += m_direction > 0 ? 1 : std::uint64_t(-1);
    --m_left;
    m_seen = event->time;
    const auto isWanted = [&](const auto* frame) { return frame && (!m_camera || *m_camera == frame->camera); };
    const bool isFrame =
        isWanted(std::get_if<FrameIndexed>(&event->body)) || isWanted(std::get_if<FrameDropped>(&event->body));
    if (isFrame && (m_direction > 0 ? event->time > m_from : event->time < m_from)) {
        finish();
        m_controller.seek(event->time);
    }
    return true;
}

void FrameStepper::goOn()
{
    if (m_direction == 0 || !isAligned())
        return;
    while (m_direction != 0 && m_left > 0 && lookAtNext()) { }
    if (m_direction == 0 || !isThrough())
        return;
    const int direction = m_direction;
    finish();
    Q_EMIT atTheEnd(direction);
}

} // namespace jackdaw::widgets
