// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/engine_control.h"
#include "engine/api/session_model.h"
#include "engine/api/session_source.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace jackdaw::widgets {

/// Joins a source of events to the views: drains it on a timer into the model, and hands frames on. Never waits.
class SessionController : public QObject {
    Q_OBJECT

public:
    /// Events taken in one tick at most: a seek into a long session is caught up over several ticks, in which the
    /// window stays alive.
    static constexpr std::size_t kEventsPerTick = 8192;
    static constexpr std::size_t kEventsPerPoll = 1024;
    static constexpr int kTickMilliseconds = 33;

    explicit SessionController(QObject* parent = nullptr);
    ~SessionController() override;

    /// Shows \p source from its beginning. \p control is null for a recorded session. Both live as long as they are
    /// shown.
    void open(std::shared_ptr<SessionSource> source, std::shared_ptr<EngineControl> control = nullptr);
    void close();

    bool isOpen() const { return m_source != nullptr; }
    const SessionState& state() const { return m_model.state(); }
    SourceCapabilities capabilities() const;
    Nanoseconds now() const;
    Nanoseconds duration() const;
    std::uint64_t droppedEvents() const;
    bool isPlaying() const;
    /// True while an engine makes the session.
    bool isRunning() const { return m_source && capabilities().live && !state().closed && !m_died; }
    /// The error that ended the session's run, also while an earlier instant of it is shown.
    std::optional<SessionClosed> failure() const;
    double speed() const { return m_speed; }
    /// True while events that are due already are still being taken in, or it is not known yet where they start.
    bool isCatchingUp() const { return m_catchingUp || m_starting; }
    /// Ticks per second lately: the rate at which the window is fed.
    double tickRate() const { return m_tickRate; }

    void setPlaying(bool playing);
    void setSpeed(double speed);
    void seek(Nanoseconds instant);
    /// Ends a live run cleanly.
    void stop();
    void note(const QString& text);

    /// An event of the record by its number; nothing where it is not read yet, or the source has no record.
    std::optional<Event> recorded(std::uint64_t sequence);
    /// Is told each event after it became part of the state.
    void setListener(std::function<void(const Event&)> listener) { m_listener = std::move(listener); }

    /// One turn of the timer. Public so that tests need no clock.
    void tick();

Q_SIGNALS:
    void opened();
    void closed();
    /// The model was put back to the beginning: forget what was derived from it.
    void reset();
    /// Events came.
    void changed();
    void frameArrived(const jackdaw::VideoFrame& frame, jackdaw::CameraId camera);
    /// Position, playing or speed changed.
    void transportChanged();

private:
    bool hasStarted();
    bool takeEvents();
    bool noteDeath(bool isFinished);
    void takeFrames();
    void measureRate();

    std::shared_ptr<SessionSource> m_source;
    std::shared_ptr<EngineControl> m_control;
    SessionModel m_model;
    std::function<void(const Event&)> m_listener;
    std::vector<Event> m_buffer;
    QTimer m_timer;
    QElapsedTimer m_rateTimer;
    int m_ticks = 0;
    double m_tickRate = 0.0;
    double m_speed = 1.0;
    std::uint32_t m_generation = 0;
    std::optional<SessionClosed> m_died; ///< of an engine that ended without a word
    bool m_starting = false; ///< at first and after a seek, until it is known where the events start
    bool m_restored = false; ///< the state was taken over, and nobody was told yet
    bool m_catchingUp = false;
    bool m_livePaused = false;
    bool m_growing = false; ///< as it was at the last tick
};

} // namespace jackdaw::widgets
