// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/page.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QVBoxLayout>

#include <utility>

namespace jackdaw::widgets {

Page::Page(QWidget* parent) : QWidget(parent), m_docks(new QMainWindow)
{
    m_docks->setWindowFlags(Qt::Widget);
    m_docks->setDockNestingEnabled(true);
    m_docks->setDockOptions(m_docks->dockOptions() | QMainWindow::GroupedDragging);
    m_docks->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_docks);
}

void Page::setMiddle(QWidget* middle)
{
    m_docks->setCentralWidget(middle);
}

QDockWidget* Page::addPanel(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    m_docks->addDockWidget(area, dock);
    m_panels << dock;
    // Queued: the arrangement is only settled once the event is over.
    for (auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(dock, signal, this, &Page::hideRepeatedTitles, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Page::hideRepeatedTitles, Qt::QueuedConnection);
    return dock;
}

void Page::finishPanels()
{
    arrangePanels();
    m_firstLayout = m_docks->saveState(layoutVersion());
}

/// An older layout of other panels is refused.
int Page::layoutVersion() const
{
    return static_cast<int>(m_panels.size());
}

/// A tabbed panel has its name on the tab; the title bar would only say it again.
void Page::hideRepeatedTitles()
{
    for (QDockWidget* panel : m_panels) {
        const bool tabbed = !panel->isFloating() && !m_docks->tabifiedDockWidgets(panel).isEmpty();
        if (tabbed == (panel->titleBarWidget() != nullptr))
            continue;
        QWidget* old = panel->titleBarWidget();
        panel->setTitleBarWidget(tabbed ? new QWidget(panel) : nullptr);
        delete old;
    }
}

QList<QAction*> Page::panelActions() const
{
    QList<QAction*> actions;
    for (QDockWidget* panel : m_panels)
        actions << panel->toggleViewAction();
    return actions;
}

bool Page::raisePanel(const QString& name)
{
    for (QDockWidget* panel : m_panels)
        if (panel->objectName() == name) {
            panel->show();
            panel->raise();
            return true;
        }
    return false;
}

QByteArray Page::saveLayout() const
{
    return m_docks->saveState(layoutVersion());
}

bool Page::restoreLayout(const QByteArray& layout)
{
    const bool restored = m_docks->restoreState(layout, layoutVersion());
    m_isSized = m_isSized || restored;
    return restored;
}

/// Before it is shown a page has no size that panels could have a part of.
void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_isSized, true))
        QMetaObject::invokeMethod(
            this, [this] { sizePanels(); }, Qt::QueuedConnection);
}

void Page::resetLayout()
{
    m_docks->restoreState(m_firstLayout, layoutVersion());
    for (QDockWidget* panel : m_panels) {
        panel->setFloating(false);
        panel->show();
    }
    m_isSized = isVisible();
    if (m_isSized)
        sizePanels();
}

} // namespace jackdaw::widgets
