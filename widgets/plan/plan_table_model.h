// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QAbstractTableModel>

namespace jackdaw::widgets {

/// What a plan gives each camera.
class PlanTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Camera, Inference, Retraining, Configuration, Expected, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SessionState& state, const PlanState* plan);
    std::optional<CameraId> cameraAt(int row) const;
    int rowOf(CameraId camera) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        PlannedStream stream;
        QString camera;
        QString configuration;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> m_rows;
};

} // namespace jackdaw::widgets
