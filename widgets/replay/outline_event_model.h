// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/session_outline.h"

#include <QAbstractTableModel>

#include <memory>

namespace jackdaw::widgets {

/// A whole session's events as a table with the columns and roles of EventLogModel.
class OutlineEventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that are there already stay as they are where \p outline only has more of them.
    void show(std::shared_ptr<const SessionOutline> outline);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool continues(const SessionOutline& outline) const;

    std::shared_ptr<const SessionOutline> m_outline;
};

} // namespace jackdaw::widgets
