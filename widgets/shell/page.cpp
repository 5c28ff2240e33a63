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
            m_raised = m_isSized ? nullptr : panel;
            return true;
        }
    return false;
}

/// What never had a size is not kept: restored, it would be as small as it was in hiding.
QByteArray Page::saveLayout() const
{
    return m_isSized || isVisible() ? m_docks->saveState(layoutVersion()) : m_restored;
}

bool Page::restoreLayout(const QByteArray& layout)
{
    const bool restored = m_docks->restoreState(layout, layoutVersion());
    if (restored && !isVisible()) {
        m_restored = layout;
        m_isSized = false;
    }
    return restored;
}

/// Before it is shown a page has no size that panels could have a part of.
void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_isSized)
        QMetaObject::invokeMethod(this, &Page::settle, Qt::QueuedConnection);
}

void Page::settle()
{
    if (std::exchange(m_isSized, true))
        return;
    if (m_restored.isEmpty())
        sizePanels();
    else
        m_docks->restoreState(std::exchange(m_restored, {}), layoutVersion());
    if (QDockWidget* raised = std::exchange(m_raised, nullptr)) {
        raised->show();
        raised->raise();
    }
}

void Page::resetLayout()
{
    m_docks->restoreState(m_firstLayout, layoutVersion());
    for (QDockWidget* panel : m_panels) {
        panel->setFloating(false);
        panel->show();
    }
    m_restored.clear();
    m_raised = nullptr;
    m_isSized = isVisible();
    if (m_isSized)
        sizePanels();
}

} // namespace jackdaw::widgets
