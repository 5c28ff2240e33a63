// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace jackdaw::widgets {

/// What a plan gives each camera.
class PlanTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Camera, Inference, ServedBy, Retraining, Configuration, Expected, OtherJobs, Devices, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SessionState& state, const PlanState* plan);
    std::optional<CameraId> cameraAt(int row) const;
    int rowOf(CameraId camera) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// False where every row has nothing else to say than the other columns do.
    bool tells(Column column) const;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        CameraId id;
        QString camera;
        PlannedJob inference;
        PlannedJob retraining; ///< or what must come before it
        QString configuration;
        QStringList otherJobs;
        QStringList devices; ///< of the camera's jobs, each once
        bool operator==(const Row&) const = default;
    };

    Row& rowFor(const SessionState& state, std::vector<Row>& rows, CameraId camera) const;
    void add(const SessionState& state, Row& row, const PlannedJob& job) const;
    QString shareText(const Row& row, int column) const;

    std::vector<Row> m_rows;
};

} // namespace jackdaw::widgets
