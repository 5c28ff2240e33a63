// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/video/tile_content.h"

class QLabel;

namespace jackdaw::widgets {

class AccuracyPanel;
class CountsPanel;
class EventLogPanel;
class PlanPanel;
class ProfilePanel;
class RunSummary;
class TimelineView;
class VideoWall;

/// Is each camera fine, and where does the device go: the video wall, with accuracy, plan, profile, timeline and events
/// around it, of a live run or a recorded one.
class LivePage : public Page {
    Q_OBJECT

public:
    LivePage(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);
    ~LivePage() override;

    VideoWall& wall() { return *m_wall; }
    AccuracyPanel& accuracy() { return *m_accuracy; }
    TimelineView& timeline() { return *m_timeline; }
    ProfilePanel& profile() { return *m_profile; }
    PlanPanel& plan() { return *m_plan; }
    EventLogPanel& events() { return *m_events; }
    RunSummary& summary() { return *m_summary; }
    CountsPanel& counts() { return *m_counts; }

    void setOptions(const WallOptions& options);
    /// Shows the event log and puts the cursor into its search field.
    void searchEvents();

Q_SIGNALS:
    /// What the run that is over recorded is to be played from its beginning.
    void replayRequested();

protected:
    void arrangePanels() override;
    void sizePanels() override;

private:
    QWidget* makeTimelinePanel();
    void makePanels();
    void addExports();
    void bindCommands(CommandRegistry& registry);

    SessionView& m_session;
    VideoWall* m_wall;
    AccuracyPanel* m_accuracy;
    TimelineView* m_timeline;
    ProfilePanel* m_profile;
    PlanPanel* m_plan;
    EventLogPanel* m_events;
    RunSummary* m_summary;
    CountsPanel* m_counts;
    QLabel* m_readOut = nullptr;
};

} // namespace jackdaw::widgets
