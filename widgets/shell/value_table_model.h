// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QVariant>

#include <optional>
#include <utility>
#include <vector>

class QTableView;

namespace jackdaw::widgets {

/// A column of a plain table.
struct ValueColumn {
    QString title;
    QString tip; ///< what the figures mean
    bool isNumber = true; ///< stands at the right, and is sorted by value
};

/// A cell: what is written, and what it is sorted by where that is not the text.
struct ValueCell {
    QString text;
    QVariant value;
    std::optional<std::pair<double, double>> interval = std::nullopt; ///< in which the value lies, low and high
    bool operator==(const ValueCell&) const = default;
};

/// A table whose rows are made anew whenever what they tell of changes.
class ValueTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Row = std::vector<ValueCell>;
    static constexpr int kSortRole = Qt::UserRole;
    /// Ends of the cell's interval; nothing where it has none. No other model has these roles.
    static constexpr int kLowRole = Qt::UserRole + 1000;
    static constexpr int kHighRole = kLowRole + 1;

    explicit ValueTableModel(std::vector<ValueColumn> columns, QObject* parent = nullptr);

    void show(std::vector<Row> rows);
    /// Other columns too.
    void show(std::vector<ValueColumn> columns, std::vector<Row> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ValueColumn> m_columns;
    std::vector<Row> m_rows;
};

/// A view of \p model that can be sorted.
QTableView* makeValueTable(ValueTableModel* model, const QString& name);

} // namespace jackdaw::widgets
