// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/what_if_model.h"

#include "widgets/explain/explain_words.h"
#include "widgets/theme/format.h"

#include <QComboBox>
#include <QDoubleSpinBox>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Below this a share is rounding.
constexpr double kNothing = 1e-9;

} // namespace

void WhatIfModel::show(std::shared_ptr<const PlanTrial> trial)
{
    beginResetModel();
    m_trial = std::move(trial);
    m_allocation = m_trial ? m_trial->problem().recorded : TrialAllocation{};
    m_planned.reset();
    m_byHand.reset();
    endResetModel();
}

void WhatIfModel::setAllocation(TrialAllocation allocation)
{
    if (allocation == m_allocation)
        return;
    m_allocation = std::move(allocation);
    allChanged();
    Q_EMIT edited();
}

void WhatIfModel::setScores(const std::optional<TrialScore>& planned, const std::optional<TrialScore>& byHand)
{
    m_planned = planned;
    m_byHand = byHand;
    // What else is in the table may be typed at this moment.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Planned), index(rowCount() - 1, Change));
}

void WhatIfModel::allChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void WhatIfModel::move(std::optional<std::size_t> from, std::optional<std::size_t> to, double share)
{
    const double most = from ? m_allocation.shares[*from] : free();
    share = std::clamp(share, 0.0, std::max(0.0, most));
    TrialAllocation changed = m_allocation;
    if (from)
        changed.shares[*from] -= share;
    if (to)
        changed.shares[*to] += share;
    setAllocation(std::move(changed));
}

double WhatIfModel::free() const
{
    if (!m_trial)
        return 0.0;
    double given = 0.0;
    for (const double share : m_allocation.shares)
        given += share;
    const double left = m_trial->problem().capacity - given;
    return left > kNothing ? left : 0.0;
}

bool WhatIfModel::isChanged() const
{
    return m_trial && m_allocation != m_trial->problem().recorded;
}

int WhatIfModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_trial ? 0 : static_cast<int>(m_trial->problem().cameras.size());
}

int WhatIfModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// The job whose share stands in a cell.
std::size_t WhatIfModel::jobOf(const QModelIndex& index)
{
    return 2 * static_cast<std::size_t>(index.row()) + (index.column() == Retraining ? 1 : 0);
}

QString WhatIfModel::configurationName(std::size_t camera) const
{
    const auto option = m_allocation.options[camera];
    return option ? format::text(m_trial->problem().cameras[camera].options[*option]) : tr("not retrained");
}

QVariant WhatIfModel::value(const QModelIndex& index) const
{
    const auto camera = static_cast<std::size_t>(index.row());
    switch (index.column()) {
    case Inference:
    case Retraining: return m_allocation.shares[jobOf(index)];
    case Configuration: return configurationName(camera);
    case Planned: return m_planned ? QVariant(m_planned->accuracy[camera]) : QVariant();
    case ByHand: return m_byHand ? QVariant(m_byHand->accuracy[camera]) : QVariant();
    case Change:
        return m_planned && m_byHand ? QVariant(m_byHand->accuracy[camera] - m_planned->accuracy[camera]) : QVariant();
    default: return {};
    }
}

QString WhatIfModel::text(const QModelIndex& index) const
{
    const auto camera = static_cast<std::size_t>(index.row());
    const TrialCamera& told = m_trial->problem().cameras[camera];
    const QVariant figure = value(index);
    switch (index.column()) {
    case Camera: return format::text(cameraLetter(told.camera)) + QLatin1Char(' ') + format::text(told.name);
    case Inference:
    case Retraining: return ExplainWords::amount(figure.toDouble());
    case Planned:
    case ByHand: return figure.isValid() ? ExplainWords::score(figure.toDouble()) : QStringLiteral("…");
    case Change: return figure.isValid() ? ExplainWords::change(figure.toDouble()) : QString();
    default: return figure.toString();
    }
}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto camera = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(index);
    case Qt::EditRole:
        if (index.column() == Configuration)
            return m_allocation.options[camera] ? static_cast<int>(*m_allocation.options[camera]) + 1 : 0;
        return value(index);
    case kValueRole: return index.column() == Camera ? QVariant(text(index)) : value(index);
    case MostRole: return m_allocation.shares[jobOf(index)] + free();
    case StepRole: return m_trial->problem().quantum;
    case NamesRole: {
        QStringList names{tr("not retrained")};
        for (const std::string& name : m_trial->problem().cameras[camera].options)
            names << format::text(name);
        return names;
    }
    case Qt::ToolTipRole:
        return index.column() == Configuration ? QVariant(format::plainTip(text(index)))
                                               : headerData(index.column(), Qt::Horizontal, role);
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (index.column() == Camera || index.column() == Configuration ? Qt::AlignLeft : Qt::AlignRight)
            | Qt::AlignVCenter);
    default: return {};
    }
}

bool WhatIfModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    TrialAllocation changed = m_allocation;
    const auto camera = static_cast<std::size_t>(index.row());
    if (index.column() == Configuration) {
        const int option = value.toInt() - 1;
        if (option >= static_cast<int>(m_trial->problem().cameras[camera].options.size()))
            return false;
        changed.options[camera] = option < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(option));
    } else {
        const double most = m_allocation.shares[jobOf(index)] + free();
        changed.shares[jobOf(index)] = std::clamp(value.toDouble(), 0.0, most);
    }
    setAllocation(std::move(changed));
    return true;
}

Qt::ItemFlags WhatIfModel::flags(const QModelIndex& index) const
{
    const bool canBeEdited =
        index.column() == Inference || index.column() == Retraining || index.column() == Configuration;
    return QAbstractTableModel::flags(index) | (canBeEdited ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    static const std::array<std::pair<QString, QString>, ColumnCount> kColumns{{
        {tr("Camera"), tr("Camera of the plan")},
        {tr("Inference"), tr("<p>Share of its inference, GPU. Type another one, or drag a border of the bar.</p>")},
        {tr("Retraining"),
         tr("<p>Share of its retraining, GPU; first its sample is labelled and profiled with it.</p>")},
        {tr("Configuration"), tr("<p>What its model is retrained with.</p>")},
        {tr("As planned"),
         tr("<p>Window accuracy that is expected of the recorded plan (0 to 1): the exact mean over what is left of "
            "the window, by the estimates that the planner had. When a retraining ends the run's planner is asked "
            "again.</p>")},
        {tr("By hand"), tr("<p>The same for the shares in this table.</p>")},
        {tr("Change"), tr("<p>By hand less as planned.</p>")},
    }};
    const auto& [title, tip] = kColumns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return title;
    return role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

QWidget* WhatIfDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const
{
    if (index.column() == WhatIfModel::Configuration) {
        auto* names = new QComboBox(parent);
        names->addItems(index.data(WhatIfModel::NamesRole).toStringList());
        names->setAccessibleName(tr("Configuration"));
        return names;
    }
    if (index.column() != WhatIfModel::Inference && index.column() != WhatIfModel::Retraining)
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto* share = new QDoubleSpinBox(parent);
    share->setDecimals(3);
    // More than is free can be typed, and the model gives what there is: a box that refuses a digit would be left with
    // the digits before it.
    share->setRange(0.0, std::max(index.data(WhatIfModel::MostRole).toDouble(), 99.0));
    share->setSingleStep(index.data(WhatIfModel::StepRole).toDouble());
    share->setAccessibleName(tr("Share, GPU"));
    return share;
}

void WhatIfDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (auto* names = qobject_cast<QComboBox*>(editor))
        names->setCurrentIndex(index.data(Qt::EditRole).toInt());
    else if (auto* share = qobject_cast<QDoubleSpinBox*>(editor))
        share->setValue(index.data(Qt::EditRole).toDouble());
}

void WhatIfDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (auto* names = qobject_cast<QComboBox*>(editor)) {
        model->setData(index, names->currentIndex());
    } else if (auto* share = qobject_cast<QDoubleSpinBox*>(editor)) {
        share->interpretText();
        // The box shows three digits: what was only looked at stays as it is.
        if (std::abs(share->value() - index.data(Qt::EditRole).toDouble()) >= 0.0005)
            model->setData(index, share->value());
    }
}

} // namespace jackdaw::widgets
