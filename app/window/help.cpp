// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/help.h"

#include "widgets/guide/guide_topics.h"

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QDockWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QSettings>

#include <algorithm>

namespace jackdaw::window {
namespace {

using widgets::CommandId;
using widgets::FirstStep;

/// Less than this is no step back.
constexpr double kPastSeconds = 2.0;

QString stepsKey()
{
    return QStringLiteral("firstSteps");
}

} // namespace

Help::Help(QMainWindow& window, widgets::Workbench& workbench) :
    QObject(&window), m_window(window), m_workbench(workbench), m_steps(new widgets::FirstSteps),
    m_panel(new QDockWidget(widgets::command(CommandId::FirstSteps).title))
{
    m_steps->restore(QSettings().value(stepsKey()).toInt());
    auto* scroller = new QScrollArea;
    scroller->setWidget(m_steps);
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setMinimumWidth(280);
    m_panel->setObjectName(QStringLiteral("firstStepsDock"));
    m_panel->setWidget(scroller);
    m_panel->hide();
    window.addDockWidget(Qt::RightDockWidgetArea, m_panel);
    workbench.registry().bind(CommandId::Guide, this, [this] { openGuide(); });
    workbench.registry().bind(CommandId::FirstSteps, this, [this] { showSteps(!m_panel->isVisible()); });
    connect(m_steps, &widgets::FirstSteps::guideRequested, this, &Help::showTopic);
    connect(m_steps, &widgets::FirstSteps::changed, this,
            [this] { QSettings().setValue(stepsKey(), m_steps->saved()); });
    watch();
}

/// Beside the pages where they have room enough, else in front of them: the window stays as wide as it is.
void Help::showSteps(bool shown)
{
    constexpr int kBorder = 12;
    const int beside = m_workbench.minimumSizeHint().width() + m_panel->minimumSizeHint().width() + kBorder;
    if (shown && !m_panel->isVisible() && m_window.width() < beside) {
        const QSize size(std::max(300, m_panel->minimumSizeHint().width()), m_window.height() * 2 / 3);
        m_panel->setFloating(true);
        m_panel->resize(size);
        m_panel->move(m_window.mapToGlobal(QPoint(m_window.width() - size.width() - kBorder, m_window.height() / 6)));
    } else if (shown) {
        m_panel->setFloating(false);
    }
    m_panel->setVisible(shown);
}

void Help::watch()
{
    const auto tick = [this](FirstStep step) { m_steps->setDone(step); };
    connect(&m_workbench.controller(), &widgets::SessionController::opened, m_steps, [tick] { tick(FirstStep::Run); });
    connect(&m_workbench.selection(), &widgets::Selection::cameraChanged, m_steps, [this, tick] {
        if (m_workbench.selection().camera())
            tick(FirstStep::Camera);
    });
    connect(&m_workbench, &widgets::Workbench::perspectiveChanged, m_steps, [this, tick] {
        if (m_workbench.showsSession() && m_workbench.perspective() == widgets::Perspective::Explain)
            tick(FirstStep::Why);
    });
    connect(m_workbench.registry().action(CommandId::Palette), &QAction::triggered, m_steps,
            [tick] { tick(FirstStep::Find); });
    watchTime();
}

/// A replay begins with the earliest moment: only who was farther on goes back.
void Help::watchTime()
{
    widgets::SessionController& controller = m_workbench.controller();
    connect(&controller, &widgets::SessionController::opened, m_steps, [this] { m_farthest = Nanoseconds{0}; });
    connect(&controller, &widgets::SessionController::changed, m_steps,
            [this, &controller] { m_farthest = std::max(m_farthest, controller.now()); });
    connect(&controller, &widgets::SessionController::transportChanged, m_steps, [this, &controller] {
        if (controller.isOpen() && controller.now() + fromSeconds(kPastSeconds) < m_farthest)
            m_steps->setDone(FirstStep::Past);
        m_farthest = std::max(m_farthest, controller.now());
    });
}

void Help::openGuide()
{
    const QWidget* pointed = QApplication::widgetAt(QCursor::pos());
    const bool isOurs = pointed && pointed->window() == &m_window;
    showTopic(widgets::guideTopicOf(isOurs ? pointed : QApplication::focusWidget()));
}

void Help::showTopic(const QString& topic)
{
    if (!m_guide)
        m_guide = new widgets::GuideWindow(&m_window);
    m_guide->showTopic(topic);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

} // namespace jackdaw::window
