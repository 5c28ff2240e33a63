// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_table_model.h"

#include "widgets/theme/format.h"

#include <QFont>

#include <array>

namespace jackdaw::widgets {
namespace {

const QString& dash()
{
    static const QString kDash = QStringLiteral("–");
    return kDash;
}

} // namespace

void ProfileTableModel::show(const SessionState& state, const ProfileState* profile)
{
    std::vector<Row> rows;
    if (profile && profile->estimated)
        for (const ConfigurationEstimate& estimate : profile->estimated->estimates) {
            Row row{estimate,
                    format::text(configurationName(state, estimate.configuration)),
                    {},
                    {},
                    profile->chosen == estimate.configuration};
            for (const Realised& realised : profile->realised)
                if (realised.configuration == estimate.configuration)
                    row.realised = realised;
            const auto calibration = state.calibration.find(estimate.configuration);
            if (calibration != state.calibration.end())
                row.calibration = calibration->second;
            rows.push_back(std::move(row));
        }
    if (rows == m_rows)
        return;
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::optional<ConfigurationId> ProfileTableModel::configurationAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].estimate.configuration;
}

int ProfileTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProfileTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProfileTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case kSortRole: return sortValue(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Configuration || index.column() == Status
            ? QVariant(static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter))
            : QVariant(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    case Qt::FontRole: {
        QFont font;
        font.setBold(row.chosen);
        return row.chosen ? QVariant(font) : QVariant();
    }
    case Qt::ToolTipRole: return headerData(index.column(), Qt::Horizontal, Qt::ToolTipRole);
    default: return {};
    }
}

QString ProfileTableModel::display(const Row& row, int column) const
{
    const bool known = row.realised && row.realised->accuracy;
    switch (column) {
    case Configuration: return row.name;
    case Predicted:
        return QStringLiteral("%1 ± %2").arg(
            format::accuracy(row.estimate.accuracy.value),
            format::accuracy((row.estimate.interval.high - row.estimate.interval.low) / 2));
    case Real: return known ? format::accuracy(row.realised->accuracy->value) : dash();
    case Error:
        return known ? format::signedAccuracy(row.estimate.accuracy.value - row.realised->accuracy->value) : dash();
    case Cost:
        return QString::number(row.estimate.cost.value, 'f', 1) + QStringLiteral(" / ")
            + (row.realised && row.realised->cost ? QString::number(row.realised->cost->value, 'f', 1) : dash());
    case Bias:
        return row.calibration && row.calibration->count > 0
            ? QStringLiteral("%1 (%2)")
                  .arg(format::signedAccuracy(row.calibration->sumError / row.calibration->count))
                  .arg(row.calibration->count)
            : dash();
    case Status: return status(row);
    default: return {};
    }
}

QVariant ProfileTableModel::sortValue(const Row& row, int column) const
{
    constexpr double kLast = 1e9;
    const bool known = row.realised && row.realised->accuracy;
    switch (column) {
    case Predicted: return row.estimate.accuracy.value;
    case Real: return known ? row.realised->accuracy->value : kLast;
    case Error: return known ? row.estimate.accuracy.value - row.realised->accuracy->value : kLast;
    case Cost: return row.estimate.cost.value;
    case Bias: return row.calibration ? row.calibration->sumError / row.calibration->count : kLast;
    default: return display(row, column);
    }
}

QString ProfileTableModel::status(const Row& row) const
{
    QStringList words;
    if (row.chosen)
        words << tr("chosen");
    if (row.realised && row.realised->accuracy)
        words << (row.realised->accepted ? tr("swapped in") : tr("rejected"));
    if (row.estimate.pareto)
        words << tr("Pareto");
    return words.isEmpty() ? tr("dominated") : words.join(QStringLiteral(", "));
}

QVariant ProfileTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    struct Header {
        QString title;
        QString tip;
    };
    const std::array<Header, ColumnCount> headers{{
        {tr("Configuration"), tr("Retraining configuration γ: which layers, how many epochs")},
        {tr("Predicted"),
         tr("F1 on the held-out sample that the fitted learning curve predicts after all epochs, with its "
            "95 % interval")},
        {tr("Real"), tr("F1 on the same held-out sample after the retraining; – if this configuration was not run")},
        {tr("Error"), tr("Predicted minus real F1")},
        {tr("GPU-s"), tr("Predicted cost / what the retraining was charged, in seconds of a whole device")},
        {tr("Bias (n)"), tr("Mean of predicted minus real F1 over all cameras and windows so far, and their number")},
        {tr("Status"), tr("Pareto: no other configuration is both cheaper and better")},
    }};
    const Header& header = headers[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return header.title;
    if (role == Qt::ToolTipRole)
        return header.tip;
    if (role == Qt::TextAlignmentRole)
        return section == Configuration || section == Status ? static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter)
                                                             : static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace jackdaw::widgets
