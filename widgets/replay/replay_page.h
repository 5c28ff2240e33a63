// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/go_to_time.h"
#include "widgets/replay/mark_model.h"
#include "widgets/replay/replay_archive.h"
#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"
#include "widgets/shell/value_table_model.h"

#include <QPointer>
#include <QTimer>

class QLabel;
class QLayout;
class QTableView;

namespace jackdaw::widgets {

class EventTable;
class FrameStepper;
class ModelPanel;
class MomentPanel;
class OutlineEventModel;
class ReplayBar;

/// Any past second explains itself: a frame with what stood on it, what was labelled, and what another model would have
/// said; the whole session's events and windows, marks, and a stretch that is repeated.
class ReplayPage : public Page {
    Q_OBJECT

public:
    ReplayPage(SessionView& session, CommandRegistry& registry, QWidget* parent = nullptr);
    ~ReplayPage() override;

    /// What knows more of the session than its events; null while there is nothing of the kind. It outlives its being
    /// shown.
    void setArchive(ReplayArchive* archive);

    MomentPanel& moment() { return *m_moment; }
    ReplayBar& bar() { return *m_bar; }
    ModelPanel& model() { return *m_model; }
    MarkModel& marks() { return *m_marks; }
    QTableView& markView() { return *m_markView; }
    QTableView& windowView() { return *m_windowView; }
    EventTable& events() { return *m_events; }
    /// What is known of the whole session.
    const SessionOutline& outline() const { return *m_outline; }

protected:
    void arrangePanels() override;
    void sizePanels() override;
    void showEvent(QShowEvent* event) override;

private:
    void makePanels();
    QWidget* makeWindowPanel();
    QWidget* makeMarkPanel();
    QLayout* makeMarkButtons();
    QWidget* makeBoxPanel();
    void bindCommands(CommandRegistry& registry);
    void connectSession();
    void connectArchive(ReplayArchive& archive);
    void tryModel();
    void step(int direction);
    void addMark();
    void keepMarks();
    void seekToRow(const QModelIndex& index, int role);
    /// Without an archive the outline is what was seen of the session so far.
    void follow();
    void forget();
    void showOutline();
    void showLandmarks();
    void showMoment();
    GoToTime::Context context() const;

    SessionView& m_session;
    QPointer<ReplayArchive> m_archive;
    MomentPanel* m_moment;
    ReplayBar* m_bar;
    ModelPanel* m_model;
    FrameStepper* m_stepper;
    OutlineEventModel* m_eventModel;
    EventTable* m_events;
    QLabel* m_outlineNote;
    QString m_outlineFault; ///< why the whole session cannot be read; empty where it can
    ValueTableModel* m_windows;
    QTableView* m_windowView = nullptr;
    MarkModel* m_marks;
    QTableView* m_markView;
    ValueTableModel* m_boxes;
    OutlineBuilder m_builder;
    std::uint64_t m_nextEvent = 0; ///< of those that the builder took
    std::shared_ptr<const SessionOutline> m_outline = std::make_shared<SessionOutline>();
    Throttle m_throttle;
    QTimer m_pictureComes; ///< another model is to look at the picture that is on its way
};

} // namespace jackdaw::widgets
