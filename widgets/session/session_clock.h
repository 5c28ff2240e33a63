// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"
#include "widgets/session/time_range.h"

#include <QObject>

#include <optional>

namespace jackdaw::widgets {

/// The one time axis of a session: which stretch of it views show, which instant is under the mouse, and which one
/// others are held against. What is played is SessionController's business.
class SessionClock : public QObject {
    Q_OBJECT

public:
    explicit SessionClock(SessionController& controller, QObject* parent = nullptr);

    Nanoseconds now() const { return m_controller.now(); }
    /// All there is to show: the recording, or what came of a live run so far.
    TimeRange whole() const;
    /// What views with a time axis show.
    TimeRange range() const { return m_followsAll ? whole() : m_range; }
    /// True while the range is the whole session, and grows with it.
    bool followsAll() const { return m_followsAll; }
    std::optional<Nanoseconds> pointed() const { return m_pointed; }
    std::optional<Nanoseconds> reference() const { return m_reference; }

    void showAll();
    void setRange(TimeRange range);
    /// Narrows (factor < 1) or widens the range around what is pointed at, or around its middle.
    void zoom(double factor);
    /// Moves the range by a part of its length.
    void pan(double part);
    void setPointed(std::optional<Nanoseconds> time);
    void setReference(std::optional<Nanoseconds> time);
    void clear();

Q_SIGNALS:
    void rangeChanged();
    void pointedChanged();
    void referenceChanged();

private:
    SessionController& m_controller;
    TimeRange m_range;
    bool m_followsAll = true;
    std::optional<Nanoseconds> m_pointed;
    std::optional<Nanoseconds> m_reference;
};

} // namespace jackdaw::widgets
