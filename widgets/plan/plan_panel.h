// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/live/selection.h"
#include "widgets/live/session_controller.h"
#include "widgets/plan/allocation_bar.h"
#include "widgets/plan/plan_table_model.h"

class QLabel;
class QTableView;
class QTextBrowser;
class QToolButton;

namespace jackdaw::widgets {

/// What was decided, and why: shares, configurations, accepted steals in words.
class PlanPanel : public QWidget {
    Q_OBJECT

public:
    PlanPanel(SessionController& controller, Selection& selection, QWidget* parent = nullptr);

    const PlanState* shownPlan() const;
    /// Goes through the plans that are kept; going past the newest follows it again.
    void step(int direction);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    void makeTable();
    void refresh();
    void rebuild();
    void fitTable();
    void selectRow();
    std::vector<AllocationBar::Piece> pieces(const PlanState& plan) const;
    QString story(const PlanState& plan) const;

    SessionController& m_controller;
    Selection& m_selection;
    QLabel* m_headline = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    AllocationBar* m_bar;
    PlanTableModel* m_table;
    QTableView* m_view;
    QTextBrowser* m_story;
    std::optional<Nanoseconds> m_pinned; ///< time of the plan that is shown; none shows the newest
    std::uint64_t m_seenRevision = ~0ULL;
};

} // namespace jackdaw::widgets
