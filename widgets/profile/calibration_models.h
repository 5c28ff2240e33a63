// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/profile/calibration.h"

#include <QAbstractTableModel>

namespace jackdaw::widgets {

/// Per configuration, and for all: how far predictions were off.
class CalibrationTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Configuration, Count, Bias, MeanError, Coverage, CostRatio, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SessionState& state, const std::vector<RetrainingOutcome>& outcomes);
    /// None for the row of all.
    std::optional<ConfigurationId> configurationAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        std::optional<ConfigurationId> configuration;
        QString name;
        PredictionRecord record;
    };
    std::vector<Row> m_rows;
};

/// One row per retraining that was predicted and ended.
class OutcomeTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Window,
        Camera,
        Configuration,
        Verdict,
        Predicted,
        Interval,
        Real,
        Error,
        PredictedCost,
        RealCost,
        ColumnCount
    };
    /// Sorts numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SessionState& state, std::vector<RetrainingOutcome> outcomes);
    const RetrainingOutcome* outcomeAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    QVariant sortValue(const RetrainingOutcome& outcome, int row, int column) const;

    struct Names {
        QString window;
        QString camera;
        QString configuration;
        bool operator==(const Names&) const = default;
    };
    std::vector<RetrainingOutcome> m_outcomes;
    std::vector<Names> m_names;
};

} // namespace jackdaw::widgets
