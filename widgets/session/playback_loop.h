// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"

#include <QObject>

#include <optional>

namespace jackdaw::widgets {

/// Plays a stretch of a recorded session again and again: from A to B, and back to A.
class PlaybackLoop : public QObject {
    Q_OBJECT

public:
    explicit PlaybackLoop(SessionController& controller, QObject* parent = nullptr);

    std::optional<Nanoseconds> start() const { return m_start; }
    std::optional<Nanoseconds> end() const { return m_end; }
    /// Both ends are there.
    bool isActive() const { return m_start && m_end; }

    /// An end that would lie on the other side of the other one takes that one's place away.
    void setStart(Nanoseconds time);
    void setEnd(Nanoseconds time);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void follow();

    SessionController& m_controller;
    std::optional<Nanoseconds> m_start;
    std::optional<Nanoseconds> m_end;
    bool m_wasPlaying = false;
};

} // namespace jackdaw::widgets
