// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/value_table_model.h"

#include "widgets/shell/view_export.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace jackdaw::widgets {

ValueTableModel::ValueTableModel(std::vector<ValueColumn> columns, QObject* parent) :
    QAbstractTableModel(parent), m_columns(std::move(columns))
{
}

void ValueTableModel::show(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void ValueTableModel::show(std::vector<ValueColumn> columns, std::vector<Row> rows)
{
    beginResetModel();
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    endResetModel();
}

int ValueTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ValueTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ValueTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::ToolTipRole || role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    const ValueCell& cell = m_rows[static_cast<std::size_t>(index.row())].at(static_cast<std::size_t>(index.column()));
    if (role == kLowRole || role == kHighRole)
        return !cell.interval ? QVariant() : role == kLowRole ? cell.interval->first : cell.interval->second;
    if (role == kSortRole)
        return cell.value.isValid() ? cell.value : QVariant(cell.text);
    return role == Qt::DisplayRole ? QVariant(cell.text) : QVariant();
}

QVariant ValueTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ValueColumn& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole: return column.title;
    case Qt::ToolTipRole: return column.tip;
    case Qt::TextAlignmentRole:
        return static_cast<int>((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QTableView* makeValueTable(ValueTableModel* model, const QString& name)
{
    auto* view = new QTableView;
    auto* sorted = new QSortFilterProxyModel(view);
    sorted->setSourceModel(model);
    sorted->setSortRole(ValueTableModel::kSortRole);
    view->setModel(sorted);
    view->setAccessibleName(name);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder); // as the rows were made, until a header is clicked
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setTabKeyNavigation(false);
    view->setShowGrid(false);
    view->setAlternatingRowColors(true);
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 6);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    addTableExport(*view, name, ValueTableModel::kSortRole);
    return view;
}

} // namespace jackdaw::widgets
