// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"

#include <QWidget>

namespace jackdaw::widgets {

/// The session as one line: windows, swaps, gaps without pictures, marks, a repeated stretch, and where we are.
/// Dragging seeks in a recorded session. Gaps are those of the selected camera, or of all.
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
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    Nanoseconds length() const;
    QRect bar() const;
    void paintWindows(QPainter& painter) const;
    void paintWindowName(QPainter& painter, const QStringList& names, int left, int right) const;
    void paintGaps(QPainter& painter) const;
    void paintLoop(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    std::vector<Landmarks::Stretch> windows() const;
    QString tipAt(int x) const;
    void describe();
    void paintSwaps(QPainter& painter) const;

    SessionController& m_controller;
    SessionClock& m_clock;
    Landmarks& m_landmarks;
    PlaybackLoop& m_loop;
    Selection& m_selection;
};

} // namespace jackdaw::widgets
