// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QDockWidget;
class QMainWindow;

namespace jackdaw::widgets {

/// A page of the workbench: something in the middle, and panels docked around it that can be moved, closed and put
/// back.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(QWidget* parent = nullptr);

    /// Entries for the View menu, one per panel.
    QList<QAction*> panelActions() const;
    /// Brings a panel to the front, by its object name (accuracyDock ...); false for unknown names.
    bool raisePanel(const QString& name);
    QByteArray saveLayout() const;
    /// False where the layout belongs to another set of panels.
    bool restoreLayout(const QByteArray& layout);
    void resetLayout();

protected:
    void setMiddle(QWidget* middle);
    QDockWidget* addPanel(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    /// Called once all panels are there.
    void finishPanels();
    /// Which panels stand beside or on top of each other at first; called once.
    virtual void arrangePanels() { }
    /// Sizes of the first layout; called when the page has its own.
    virtual void sizePanels() = 0;
    void showEvent(QShowEvent* event) override;
    QMainWindow& docks() { return *m_docks; }
    QDockWidget* panel(qsizetype index) const { return m_panels[index]; }

private:
    int layoutVersion() const;
    void hideRepeatedTitles();
    void settle();

    QMainWindow* m_docks;
    QList<QDockWidget*> m_panels;
    QByteArray m_firstLayout;
    QByteArray m_restored; ///< while the page has no size yet: the layout that it is to get
    QDockWidget* m_raised = nullptr; ///< in that time
    bool m_isSized = false; ///< by the first layout or by one that was restored
};

} // namespace jackdaw::widgets
