// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/trial_desk.h"
#include "widgets/shell/value_table_model.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// What other planners would do in the window of a recorded plan, side by side, and what is expected of each.
class PlannersPanel : public QWidget {
    Q_OBJECT

public:
    explicit PlannersPanel(TrialDesk& desk, QWidget* parent = nullptr);

    /// Plans by all of them, one after the other.
    void compare();
    bool isPlanning() const { return m_work.isBusy(); }
    const std::vector<TrialPlan>& plans() const { return m_plans; }
    /// A row per planner.
    ValueTableModel& table() { return *m_table; }
    /// A row per camera, with what every planner gives it.
    ValueTableModel& cameras() { return *m_cameras; }
    QString headline() const;

Q_SIGNALS:
    /// The shares of a planner are to be tried on.
    void sharesRequested(const jackdaw::widgets::TrialAllocation& allocation);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void open();
    void refresh();
    void showTables();
    void planNext(const std::vector<std::string>& names, std::size_t index);
    void takeOver();

    TrialDesk& m_desk;
    QLabel* m_headline;
    QPushButton* m_compare;
    QPushButton* m_takeOver;
    ValueTableModel* m_table;
    ValueTableModel* m_cameras;
    QTableView* m_tableView;
    QTableView* m_cameraView;
    std::vector<TrialPlan> m_plans;
    QStringList m_faults; ///< of planners that could not plan
    bool m_asked = false;
    NewestWork m_work;
};

} // namespace jackdaw::widgets
