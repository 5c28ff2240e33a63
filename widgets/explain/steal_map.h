// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_search.h"
#include "widgets/shell/view_export.h"

#include <QWidget>

#include <map>

namespace jackdaw::widgets {

/// Thieves against victims: how much the best trial of each pair would have brought when it was tried.
class StealMap : public QWidget {
    Q_OBJECT

public:
    explicit StealMap(QWidget* parent = nullptr);

    void show(const SessionState& state, const PlanSearch& search);
    /// Marks the pair of a step.
    void setStep(std::size_t step);
    /// What a cell says, in words; empty outside.
    QString tipAt(const QPoint& place) const;
    QRect cellRect(JobIndex thief, JobIndex victim) const;
    /// Its cells as rows.
    TableTwin twin() const;

    QSize sizeHint() const override { return {320, 260}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

Q_SIGNALS:
    void stepRequested(std::size_t step);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Cell {
        double bestChange = 0.0; ///< score less the best before, of its best trial
        std::size_t bestStep = 0;
        int trials = 0;
        int kept = 0;
    };
    using Pair = std::pair<JobIndex, JobIndex>;
    struct Grid {
        int left = 0;
        int top = 0;
        int size = 1; ///< of a cell
    };
    Grid grid() const;
    std::optional<Pair> pairAt(const QPoint& place) const;
    void paintLabels(QPainter& painter, const Grid& grid) const;
    void paintCell(QPainter& painter, const Pair& pair, const Cell& cell) const;

    PlanSearch m_search;
    std::map<Pair, Cell> m_cells;
    std::vector<JobIndex> m_jobs; ///< that were a thief or a victim, in the plan's order
    std::vector<QString> m_names; ///< of all jobs of the plan
    std::vector<QString> m_letters;
    double m_largest = 0.0;
    std::size_t m_step = 0;
};

} // namespace jackdaw::widgets
