// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/go_to_time.h"
#include "widgets/session/session_view.h"
#include "widgets/shell/command_registry.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;

namespace jackdaw::widgets {

/// Frame by frame, marks, a stretch that is repeated, and a field for the time to go to.
class ReplayBar : public QWidget {
    Q_OBJECT

public:
    ReplayBar(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);

    /// What times are understood by, asked for when one is written.
    void setContext(std::function<GoToTime::Context()> context) { m_context = std::move(context); }
    /// Lets a time be written; with Return the keyboard goes back to where it was.
    void focusTime();
    QLineEdit& time() { return *m_time; }
    /// One sentence at the right end: what could not be done.
    void say(const QString& text);
    QString said() const;

private:
    void goToTime();
    void leaveTime();
    void showLoop();

    SessionView& m_session;
    std::function<GoToTime::Context()> m_context;
    QLineEdit* m_time;
    bool m_isAskedFor = false; ///< the time, by focusTime()
    QPointer<QWidget> m_before; ///< had the keyboard then
    QLabel* m_loop;
    QLabel* m_note;
};

} // namespace jackdaw::widgets
