// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_search.h"

#include <QAbstractItemModel>

namespace jackdaw::widgets {

/// The tried moves of a plan as a tree: kept moves stand on their own, what was tried in vain between them is folded,
/// and so are searches that lost. Texts are made when they are asked for.
class StealTraceModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Step, Thief, Victim, Verdict, Amount, Score, Change, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void show(const SessionState& state, PlanSearch search);
    void setOnlyKept(bool only);
    const PlanSearch& search() const { return m_search; }

    /// Step of the deciding search that stands in a row; none for folded rows and lost searches.
    std::optional<std::size_t> stepAt(const QModelIndex& index) const;
    QModelIndex indexOf(std::size_t step) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// A row at the top: one move, or several that are folded.
    struct Item {
        std::size_t first = 0; ///< place in the trace
        std::size_t count = 1;
        bool lost = false; ///< a search that lost
        double best = 0.0; ///< of a lost search
    };
    void build();
    const PlanMove* moveAt(const QModelIndex& index) const;
    std::optional<std::size_t> traceIndex(const QModelIndex& index) const;
    std::size_t decisiveFrom() const;
    bool isFolded(const Item& item) const { return item.lost || item.count > 1; }
    QString moveText(const PlanMove& move, std::size_t place, int column) const;
    QString itemText(const Item& item, int column) const;
    QString jobName(JobIndex job) const;

    PlanSearch m_search;
    std::vector<Item> m_items;
    std::vector<QString> m_jobs;
    bool m_onlyKept = false;
};

} // namespace jackdaw::widgets
