// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"

#include <QWidget>

namespace jackdaw::widgets {

/// The session as one line: windows, swaps, lost cameras, and where we are. Dragging seeks in a recorded session.
class ScrubBar : public QWidget {
    Q_OBJECT

public:
    ScrubBar(SessionView& session, QWidget* parent = nullptr);

    Nanoseconds timeAt(int x) const;
    int xOf(Nanoseconds time) const;

    QSize sizeHint() const override { return {600, 30}; }
    QSize minimumSizeHint() const override { return {160, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Nanoseconds length() const;
    QRect bar() const;
    void paintWindows(QPainter& painter) const;
    void paintWindowName(QPainter& painter, const WindowState& window, int left, int right) const;
    void paintSwaps(QPainter& painter) const;

    SessionController& m_controller;
    SessionClock& m_clock;
};

} // namespace jackdaw::widgets
