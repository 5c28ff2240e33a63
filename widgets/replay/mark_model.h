// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_archive.h"

#include <QAbstractTableModel>

#include <vector>

namespace jackdaw::widgets {

/// The marks of a session in order of time; their names can be edited.
class MarkModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Name, ColumnCount };
    static constexpr int kTimeRole = Qt::UserRole; ///< nanoseconds as qlonglong

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::vector<Mark> marks);
    const std::vector<Mark>& marks() const { return m_marks; }
    /// Adds a mark, named by its number where \p name is empty. Returns its row: the one that is there already where an
    /// instant is marked again.
    int add(Nanoseconds time, const QString& name = {});
    void remove(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The user changed them.
    void edited();

private:
    QString nextName() const;

    std::vector<Mark> m_marks;
};

} // namespace jackdaw::widgets
