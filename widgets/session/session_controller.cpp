// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/session_controller.h"

#include <algorithm>
#include <utility>

namespace jackdaw::widgets {

SessionController::SessionController(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kTickMilliseconds);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SessionController::tick);
}

SessionController::~SessionController() = default;

void SessionController::open(std::shared_ptr<SessionSource> source, std::shared_ptr<EngineControl> control)
{
    close();
    m_source = std::move(source);
    m_control = std::move(control);
    m_generation = m_source->generation();
    m_starting = true;
    m_livePaused = false;
    m_growing = m_source->capabilities().growing;
    m_died.reset();
    m_speed = 1.0;
    m_rateTimer.start();
    m_timer.start();
    Q_EMIT reset();
    Q_EMIT opened();
    Q_EMIT transportChanged();
}

void SessionController::close()
{
    if (!m_source)
        return;
    m_timer.stop();
    m_source.reset();
    m_control.reset();
    m_model.reset();
    m_died.reset();
    Q_EMIT reset();
    Q_EMIT closed();
}

SourceCapabilities SessionController::capabilities() const
{
    return m_source ? m_source->capabilities() : SourceCapabilities{};
}

Nanoseconds SessionController::now() const
{
    return m_source ? m_source->now() : Nanoseconds{0};
}

Nanoseconds SessionController::duration() const
{
    return m_source ? m_source->duration() : Nanoseconds{0};
}

std::uint64_t SessionController::droppedEvents() const
{
    return m_source ? m_source->droppedEvents() : 0;
}

bool SessionController::isPlaying() const
{
    if (!m_source)
        return false;
    return m_control ? !m_livePaused && !state().closed && !m_died : m_source->isPlaying();
}

std::optional<SessionClosed> SessionController::failure() const
{
    if (m_died)
        return m_died;
    const auto ending = state().closed || !m_source ? state().closed : m_source->ending();
    return ending && ending->outcome == RunOutcome::Failed ? ending : std::nullopt;
}

void SessionController::setPlaying(bool playing)
{
    if (!m_source)
        return;
    if (m_control) {
        playing ? m_control->resume() : m_control->pause();
        m_livePaused = !playing;
    } else {
        if (playing && now() >= duration() && !capabilities().growing)
            m_source->seek(Nanoseconds{0});
        m_source->setPlaying(playing);
    }
    Q_EMIT transportChanged();
}

void SessionController::setSpeed(double speed)
{
    if (!m_source || !capabilities().seek)
        return;
    m_speed = std::clamp(speed, 0.25, 64.0);
    m_source->setSpeed(m_speed);
    Q_EMIT transportChanged();
}

void SessionController::seek(Nanoseconds instant)
{
    if (!m_source || !capabilities().seek)
        return;
    m_source->seek(std::clamp(instant, Nanoseconds{0}, duration()));
    Q_EMIT transportChanged();
}

void SessionController::stop()
{
    if (m_control)
        m_control->stop();
}

void SessionController::note(const QString& text)
{
    if (m_control)
        m_control->note(text.toStdString());
}

std::optional<Event> SessionController::recorded(std::uint64_t sequence)
{
    return m_source ? m_source->recorded(sequence) : std::nullopt;
}

void SessionController::tick()
{
    if (!m_source)
        return;
    measureRate();
    if (m_source->generation() != m_generation) {
        m_generation = m_source->generation();
        m_model.reset();
        m_starting = true;
        Q_EMIT reset();
    }
    const bool playingBefore = isPlaying();
    // Asked before: what an engine said before its end is in the queue by then.
    const bool isFinished = m_control && m_control->isFinished();
    const bool came = takeEvents() || noteDeath(isFinished);
    takeFrames();
    // A run that another process made may have ended without an event.
    const bool ended = std::exchange(m_growing, false) && !capabilities().growing;
    m_growing = capabilities().growing;
    if (came || ended)
        Q_EMIT changed();
    if (came || ended || isPlaying() || playingBefore)
        Q_EMIT transportChanged();
}

/// An engine that ended tells how, unless it died of it. True where that is new.
bool SessionController::noteDeath(bool isFinished)
{
    if (!isFinished || m_died || state().closed)
        return false;
    m_died = SessionClosed{tr("The engine ended, and did not say how.").toStdString(), RunOutcome::Failed,
                           tr("Replay the session to see how far it came; it can be resumed.").toStdString()};
    return true;
}

/// After a seek: true once it is known where the events start.
bool SessionController::hasStarted()
{
    if (!m_starting)
        return true;
    const SessionSource::Start start = m_source->takeStart();
    if (start.state)
        m_model.restore(*start.state);
    m_restored = start.state != nullptr;
    m_starting = !start.known;
    return start.known;
}

bool SessionController::takeEvents()
{
    if (!hasStarted())
        return false;
    const bool restored = std::exchange(m_restored, false);
    std::size_t taken = 0;
    while (taken < kEventsPerTick) {
        m_buffer.clear();
        const std::size_t got = m_source->poll(m_buffer, kEventsPerPoll);
        for (const Event& event : m_buffer) {
            m_model.apply(event);
            if (m_listener)
                m_listener(event);
        }
        taken += got;
        if (got < kEventsPerPoll)
            break;
    }
    m_catchingUp = taken >= kEventsPerTick;
    return taken > 0 || restored;
}

void SessionController::takeFrames()
{
    for (const CameraState& camera : state().cameras)
        if (const auto frame = m_source->takeFrame(camera.info.camera))
            Q_EMIT frameArrived(*frame, camera.info.camera);
}

void SessionController::measureRate()
{
    ++m_ticks;
    if (m_rateTimer.elapsed() < 1000)
        return;
    m_tickRate = m_ticks * 1000.0 / static_cast<double>(m_rateTimer.restart());
    m_ticks = 0;
}

} // namespace jackdaw::widgets
