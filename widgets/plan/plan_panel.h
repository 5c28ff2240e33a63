// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plan/allocation_bar.h"
#include "widgets/plan/plan_table_model.h"
#include "widgets/session/session_view.h"

class QLabel;
class QTableView;
class QTextBrowser;
class QToolButton;

namespace jackdaw::widgets {

/// What was decided, and why: shares, configurations, accepted steals in words.
class PlanPanel : public QWidget {
    Q_OBJECT

public:
    PlanPanel(SessionView& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// How the plan that is shown was found is to be seen.
    void explainRequested();

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
    QString story(const PlanState& plan) const;

    SessionView& m_session;
    SessionController& m_controller;
    Selection& m_selection;
    QLabel* m_headline = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    AllocationBar* m_bar;
    PlanTableModel* m_table;
    QTableView* m_view;
    QTextBrowser* m_story;
    std::uint64_t m_seenRevision = ~0ULL;
};

} // namespace jackdaw::widgets
