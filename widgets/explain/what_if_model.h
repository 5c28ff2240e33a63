// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_trial.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace jackdaw::widgets {

/// Shares by hand, a row per camera, with what is expected of them beside what is expected of the plan.
class WhatIfModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Camera, Inference, Retraining, Configuration, Planned, ByHand, Change, ColumnCount };
    /// For CSV: the whole number.
    static constexpr int kValueRole = Qt::UserRole;
    /// For the delegate: the most that a share can be, and the names of the configurations.
    enum Role { MostRole = Qt::UserRole + 1, NamesRole, StepRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Begins with the shares of the plan; null empties the table.
    void show(std::shared_ptr<const PlanTrial> trial);
    const TrialAllocation& allocation() const { return m_allocation; }
    void setAllocation(TrialAllocation allocation);
    void setScores(const std::optional<TrialScore>& planned, const std::optional<TrialScore>& byHand);
    /// Moves \p share from one job to another, as far as the giver has it; a giver or taker that is none is what is
    /// free.
    void move(std::optional<std::size_t> from, std::optional<std::size_t> to, double share);
    /// GPU that nobody has.
    double free() const;
    bool isChanged() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The allocation is another one.
    void edited();

private:
    static std::size_t jobOf(const QModelIndex& index);
    QVariant value(const QModelIndex& index) const;
    QString text(const QModelIndex& index) const;
    QString configurationName(std::size_t camera) const;
    void allChanged();

    std::shared_ptr<const PlanTrial> m_trial;
    TrialAllocation m_allocation;
    std::optional<TrialScore> m_planned;
    std::optional<TrialScore> m_byHand;
};

/// Spin boxes for shares, a list for configurations.
class WhatIfDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

} // namespace jackdaw::widgets
