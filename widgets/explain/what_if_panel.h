// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/trial_desk.h"
#include "widgets/explain/what_if_bar.h"
#include "widgets/explain/what_if_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace jackdaw::widgets {

/// What would have been expected of other shares: the recorded plan's, changed by hand. The run never sees them.
class WhatIfPanel : public QWidget {
    Q_OBJECT

public:
    explicit WhatIfPanel(TrialDesk& desk, QWidget* parent = nullptr);

    WhatIfModel& model() { return *m_model; }
    WhatIfBar& bar() { return *m_bar; }
    /// What is expected of both, or why nothing can be tried, as it stands above the table.
    QString headline() const;
    /// True while a score is computed.
    bool isScoring() const { return m_work.isBusy(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeTable();
    QWidget* makeButtons();
    void open();
    void score();
    void refresh();
    void showBar();
    QString scores() const;

    TrialDesk& m_desk;
    WhatIfModel* m_model;
    QLabel* m_headline;
    WhatIfBar* m_bar;
    QTableView* m_view;
    QPushButton* m_reset;
    std::vector<std::size_t> m_barJobs; ///< the job of each piece
    std::optional<TrialScore> m_planned;
    std::optional<TrialScore> m_byHand;
    NewestWork m_work;
};

} // namespace jackdaw::widgets
