// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_search.h"
#include "widgets/explain/story.h"
#include "widgets/explain/trial_desk.h"
#include "widgets/session/session_view.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QTableView;
class QTextBrowser;
class QToolButton;
class QTreeView;

namespace jackdaw::widgets {

class PlannersPanel;
class SeriesChart;
class ShareTableModel;
class StealMap;
class StealTraceModel;
class WhatIfPanel;

/// How a plan was found: every tried move of its search, step by step, with shares, score and the reason in words.
class ExplainPage : public Page {
    Q_OBJECT

public:
    static constexpr int kStepMilliseconds = 500;

    ExplainPage(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);

    std::size_t step() const { return m_step; }
    void goTo(std::size_t step);
    void go(StepUnit unit, int direction);
    void setPlaying(bool playing);
    /// One turn of the timer that plays. Public so that tests need no clock.
    void playOn();
    bool isPlaying() const { return m_playTimer.isActive(); }

    const PlanSearch& search() const { return m_search; }
    const StealTraceModel& trace() const { return *m_trace; }
    const ShareTableModel& shares() const { return *m_shares; }
    StealMap& map() { return *m_map; }
    /// Shows a story beside the plans that it speaks of; an empty one hides the panel.
    void tell(std::vector<StoryStep> story);
    StoryPanel& story() { return *m_story; }
    /// Tells the window of the plan that is shown, from this session's own figures.
    void tellWindow();
    /// Where what planners were told comes from, so that other shares and planners can be tried.
    void setOpenTrial(OpenTrial open);
    WhatIfPanel& whatIf() { return *m_whatIf; }
    PlannersPanel& planners() { return *m_planners; }
    /// The words about the step, as plain text.
    QString words() const;
    QString headline() const;

Q_SIGNALS:
    /// The estimates behind the plan are to be seen.
    void profileRequested();

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeControls(CommandRegistry& registry);
    QWidget* makeStepPanel();
    void makeTrace();
    void bindCommands(CommandRegistry& registry);
    void connectViews();
    void addExports();
    void refresh();
    bool hasMoreCome();
    void rebuild();
    void awaitWhole();
    void showTrial(const PlanRecords::Plan& whole);
    void showStep();
    void selectInTrace();
    StepUnit unit() const;
    QString note() const;
    void pinPlan();
    void openEstimates(const QUrl& link);
    void showStoryStep(const StoryStep& step);
    void moveTo(std::size_t step);
    bool standsAtStory() const;
    std::size_t placeOf(StoryPlace place) const;
    std::size_t largestKept() const;
    void restyle();

    SessionView& m_session;
    CommandRegistry& m_registry;
    PlanSearch m_search;
    std::optional<Nanoseconds> m_planTime; ///< of the plan whose search is shown
    bool m_isWhole = false; ///< false: only the kept moves are known
    std::size_t m_step = 0;
    std::optional<StoryStep> m_told; ///< until the user goes to another step
    QTimer m_playTimer;
    QTimer m_again; ///< looks whether the shown plan was read whole
    std::uint64_t m_seenRevision = ~0ULL;

    StealTraceModel* m_trace;
    ShareTableModel* m_shares;
    StealMap* m_map;
    StoryPanel* m_story;
    SeriesChart* m_scores;
    TrialDesk m_trials;
    WhatIfPanel* m_whatIf;
    PlannersPanel* m_planners;
    QTreeView* m_tree;
    QTableView* m_shareView;
    QTextBrowser* m_words;
    QLabel* m_headline;
    QLabel* m_note;
    QLabel* m_position;
    QComboBox* m_unit;
    QCheckBox* m_onlyKept;
    QSlider* m_slider;
};

} // namespace jackdaw::widgets
