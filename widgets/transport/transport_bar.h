// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/live/commands.h"
#include "widgets/live/selection.h"
#include "widgets/live/session_controller.h"

#include <QWidget>

#include <map>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace jackdaw::widgets {

/// Playing and scrubbing for recorded sessions; pause, resume and stop for live runs.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    TransportBar(SessionController& controller, Selection& selection, QWidget* parent = nullptr);

    /// The actions behind the buttons and keys; the window adds them to its menu.
    QAction* action(CommandId id) const;
    QList<QAction*> actions() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    void makeButtons(QHBoxLayout& row);
    void makeSpeeds();
    void addAction(CommandId id, void (TransportBar::*run)());
    void refresh();
    void restyle();
    void shift(double seconds);
    void goToEvent(int direction);

    void playPause();
    void jumpBack() { shift(-5); }
    void hold() { m_controller.setPlaying(false); }
    void jumpForward();
    void stepBack() { shift(-0.1); }
    void stepForward() { shift(0.1); }
    void secondBack() { shift(-1); }
    void secondForward() { shift(1); }
    void previousEvent() { goToEvent(-1); }
    void nextEvent() { goToEvent(1); }
    void toStart() { m_controller.seek(Nanoseconds{0}); }
    void toEnd() { m_controller.seek(m_controller.duration()); }
    void slower() { m_controller.setSpeed(m_controller.speed() / 2); }
    void faster() { m_controller.setSpeed(m_controller.speed() * 2); }
    void stopRun() { m_controller.stop(); }

    SessionController& m_controller;
    std::map<CommandId, QAction*> m_actions;
    std::map<CommandId, QToolButton*> m_buttons;
    QLabel* m_mode;
    QLabel* m_time;
    QComboBox* m_speed;
    bool m_shownPlaying = false;
};

} // namespace jackdaw::widgets
