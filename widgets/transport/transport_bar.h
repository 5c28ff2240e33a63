// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/command_registry.h"

#include <QWidget>

#include <map>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace jackdaw::widgets {

/// Playing and scrubbing for recorded sessions; pause, resume and stop for live runs.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    TransportBar(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void bindCommands();
    void makeButtons(QHBoxLayout& row);
    void makeSpeeds();
    void bind(CommandId id, void (TransportBar::*run)());
    void refresh();
    void restyle();
    void shift(double seconds);
    void goToEvent(int direction);
    void goToNextWindow();

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
    const Landmarks& m_landmarks;
    CommandRegistry& m_registry;
    std::vector<CommandId> m_bound;
    std::map<CommandId, QToolButton*> m_buttons;
    QLabel* m_mode;
    QLabel* m_time;
    QComboBox* m_speed;
    bool m_shownPlaying = false;
};

} // namespace jackdaw::widgets
