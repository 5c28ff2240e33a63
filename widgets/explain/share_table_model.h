// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_search.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace jackdaw::widgets {

/// The jobs of a plan with their shares before and after one step of its search.
class ShareTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Job, Bar, Before, After, Change, ColumnCount };
    /// Values for ShareBarDelegate.
    enum Role { BeforeRole = Qt::UserRole, AfterRole, KindRole, CameraRole, KeptRole, ScaleRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SessionState& state, const PlanSearch& search, std::size_t step);
    std::optional<CameraId> cameraAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString name;
        CameraId camera;
        JobKind kind = JobKind::Inference;
        double before = 0.0;
        double after = 0.0;
        bool moved = false;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> m_rows;
    bool m_kept = true;
    double m_scale = 1.0; ///< share of a whole bar
};

/// Draws what a job had as an outline and what it gets as a bar in its camera's colour and its kind's pattern.
class ShareBarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace jackdaw::widgets
