// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/mark_model.h"

#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {

void MarkModel::show(std::vector<Mark> marks)
{
    beginResetModel();
    m_marks = std::move(marks);
    std::stable_sort(m_marks.begin(), m_marks.end(), [](const Mark& a, const Mark& b) { return a.time < b.time; });
    endResetModel();
}

/// The first number that no mark is named by.
QString MarkModel::nextName() const
{
    for (int number = 1;; ++number) {
        const QString name = tr("Mark %1").arg(number);
        if (std::none_of(m_marks.begin(), m_marks.end(), [&](const Mark& mark) { return mark.name == name; }))
            return name;
    }
}

int MarkModel::add(Nanoseconds time, const QString& name)
{
    const auto place = std::lower_bound(m_marks.begin(), m_marks.end(), time,
                                        [](const Mark& mark, Nanoseconds instant) { return mark.time < instant; });
    const int row = static_cast<int>(place - m_marks.begin());
    if (place != m_marks.end() && place->time == time)
        return row;
    beginInsertRows({}, row, row);
    m_marks.insert(place, {time, name.isEmpty() ? nextName() : name});
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void MarkModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_marks.erase(m_marks.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

int MarkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_marks.size());
}

int MarkModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MarkModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Mark& mark = m_marks[static_cast<std::size_t>(index.row())];
    if (role == kTimeRole)
        return static_cast<qlonglong>(mark.time.count());
    if (role == Qt::ToolTipRole)
        return index.column() == Name ? format::plainTip(mark.name) : QString();
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    return index.column() == Time ? format::clock(mark.time) : mark.name;
}

bool MarkModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (!index.isValid() || index.column() != Name || role != Qt::EditRole || name.isEmpty())
        return false;
    m_marks[static_cast<std::size_t>(index.row())].name = name;
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags MarkModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

QVariant MarkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : tr("Name");
}

} // namespace jackdaw::widgets
