// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace jackdaw::widgets {

/// Goes through a recorded session frame by frame: to the instant at which the record tells of a camera's next or
/// previous frame. The record is read in parts; what is not read yet is looked at again until it is.
class FrameStepper : public QObject {
    Q_OBJECT

public:
    /// Events that are looked through for one step at most: an hour of one camera's frames.
    static constexpr std::uint64_t kMostEvents = 200'000;

    explicit FrameStepper(SessionController& controller, QObject* parent = nullptr);

    /// \p direction: 1 or -1. Without a camera the next frame of any counts. Holds the session.
    void step(int direction, std::optional<CameraId> camera);

Q_SIGNALS:
    /// There is no such frame.
    void atTheEnd(int direction);

private:
    void goOn();
    void finish();
    /// Finds the place of the instant that is shown; false while it is not known.
    bool isAligned();
    /// Looks at one event; false where it is not read yet, or there is none.
    bool lookAtNext();
    bool isThrough() const;
    SessionController& m_controller;
    QTimer m_again;
    std::optional<CameraId> m_camera;
    std::optional<std::uint64_t> m_next; ///< event that is looked at next; none: not known yet
    std::uint64_t m_left = 0;
    Nanoseconds m_from{0};
    Nanoseconds m_seen{0}; ///< time of the event that was looked at last
    int m_direction = 0; ///< 0: no step is under way
};

} // namespace jackdaw::widgets
