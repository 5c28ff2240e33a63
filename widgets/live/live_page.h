// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/live/selection.h"
#include "widgets/live/session_controller.h"
#include "widgets/live/state_page.h"
#include "widgets/video/tile_content.h"

#include <QList>
#include <QWidget>

class QDockWidget;
class QLabel;
class QMainWindow;
class QStackedWidget;

namespace jackdaw::widgets {

class AccuracyPanel;
class EventLogPanel;
class FailureBadge;
class PlanPanel;
class ProfilePanel;
class TimelineView;
class TransportBar;
class VideoWall;

/// The page of a session, live or replayed: video wall in the middle, panels docked around it, transport below. While
/// there is no session it shows what can be done, what is loading, or what went wrong.
class LivePage : public QWidget {
    Q_OBJECT

public:
    explicit LivePage(QWidget* parent = nullptr);
    ~LivePage() override;

    SessionController& controller() { return *m_controller; }
    Selection& selection() { return *m_selection; }
    StatePage& statePage() { return *m_statePage; }
    VideoWall& wall() { return *m_wall; }
    AccuracyPanel& accuracy() { return *m_accuracy; }
    TimelineView& timeline() { return *m_timeline; }
    ProfilePanel& profile() { return *m_profile; }
    PlanPanel& plan() { return *m_plan; }
    EventLogPanel& events() { return *m_events; }
    TransportBar& transport() { return *m_transport; }

    /// Shows the session of the controller, or the state page.
    void showSession();
    void showStatePage();
    bool showsSession() const;

    void setOptions(const WallOptions& options);

    /// Entries for the View menu, one per panel.
    QList<QAction*> panelActions() const;
    /// Brings a panel to the front, by its object name (accuracyDock, planDock ...); unknown names do nothing.
    void raisePanel(const QString& name);
    /// Shows the event log and puts the cursor into its search field.
    void searchEvents();
    QByteArray saveLayout() const;
    /// False where the layout belongs to another set of panels.
    bool restoreLayout(const QByteArray& layout);
    void resetLayout();

    /// One line: what the engine does, what was dropped, how fast the window is fed.
    QString statusText() const;

Q_SIGNALS:
    /// What the failed run that is shown recorded is to be looked at.
    void replayRequested();

private:
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    QWidget* makeTimelinePanel();
    void makeDocks();
    void placeDocks();
    void hideRepeatedTitles();

    SessionController* m_controller;
    Selection* m_selection;
    QStackedWidget* m_stack;
    StatePage* m_statePage;
    QMainWindow* m_docks;
    VideoWall* m_wall;
    AccuracyPanel* m_accuracy;
    TimelineView* m_timeline;
    ProfilePanel* m_profile;
    PlanPanel* m_plan;
    EventLogPanel* m_events;
    TransportBar* m_transport;
    QLabel* m_readOut = nullptr;
    QList<QDockWidget*> m_panels;
    QByteArray m_firstLayout;
};

} // namespace jackdaw::widgets
