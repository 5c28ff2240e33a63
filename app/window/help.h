// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/guide/first_steps.h"
#include "widgets/guide/guide_window.h"
#include "widgets/workbench/workbench.h"

#include <QObject>

class QDockWidget;
class QMainWindow;

namespace jackdaw::window {

/// The guide, and the first steps with what ticks them off.
class Help : public QObject {
    Q_OBJECT

public:
    /// Adds its panel to \p window, hidden, and binds the commands.
    Help(QMainWindow& window, widgets::Workbench& workbench);

    /// Opens the guide where it speaks of what is under the mouse, or else of what has the focus.
    void openGuide();
    void showTopic(const QString& topic);
    widgets::GuideWindow* guide() const { return m_guide; }
    widgets::FirstSteps& firstSteps() { return *m_steps; }
    QDockWidget& panel() { return *m_panel; }

private:
    void showSteps(bool shown);
    void watch();
    void watchTime();

    QMainWindow& m_window;
    widgets::Workbench& m_workbench;
    widgets::GuideWindow* m_guide = nullptr; ///< made when it is first opened
    widgets::FirstSteps* m_steps;
    QDockWidget* m_panel;
    Nanoseconds m_farthest{0}; ///< that the session was shown at since it was opened
};

} // namespace jackdaw::window
