// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QAbstractTableModel>

namespace jackdaw::widgets {

/// What was predicted for each configuration of one camera and window, and what came of it.
class ProfileTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Configuration, Predicted, Real, Error, Cost, Bias, Status, ColumnCount };
    /// Sorts numbers as numbers; rows without a value come last.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// Copies what it shows: \p profile may be null.
    void show(const SessionState& state, const ProfileState* profile);
    std::optional<ConfigurationId> configurationAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        ConfigurationEstimate estimate;
        QString name;
        std::optional<Realised> realised;
        std::optional<Calibration> calibration;
        bool chosen = false;
        bool operator==(const Row&) const = default;
    };
    QString display(const Row& row, int column) const;
    QVariant sortValue(const Row& row, int column) const;
    QString status(const Row& row) const;

    std::vector<Row> m_rows;
};

} // namespace jackdaw::widgets
