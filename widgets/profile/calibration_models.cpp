// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/calibration_models.h"

#include "widgets/theme/format.h"

#include <QFont>

#include <array>
#include <set>

namespace jackdaw::widgets {
namespace {

struct Header {
    QString title;
    QString tip;
};

QVariant header(const Header& of, int role, bool number)
{
    if (role == Qt::DisplayRole)
        return of.title;
    if (role == Qt::ToolTipRole)
        return of.tip;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace

void CalibrationTableModel::show(const SessionState& state, const std::vector<RetrainingOutcome>& outcomes)
{
    beginResetModel();
    m_rows.clear();
    std::set<ConfigurationId> configurations;
    for (const RetrainingOutcome& outcome : outcomes)
        configurations.insert(outcome.estimate.configuration);
    if (!outcomes.empty())
        m_rows.push_back({std::nullopt, tr("All"), recordOf(outcomes)});
    for (const ConfigurationId id : configurations)
        m_rows.push_back({id, format::text(configurationName(state, id)), recordOf(outcomesOf(outcomes, id))});
    endResetModel();
}

std::optional<ConfigurationId> CalibrationTableModel::configurationAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].configuration : std::nullopt;
}

int CalibrationTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CalibrationTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CalibrationTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::ToolTipRole || role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(!row.configuration);
        return font;
    }
    if (role != Qt::DisplayRole)
        return {};
    const PredictionRecord& record = row.record;
    switch (index.column()) {
    case Configuration: return row.name;
    case Count: return QString::number(record.count);
    case Bias: return format::signedAccuracy(record.bias);
    case MeanError: return format::accuracy(record.meanError);
    case Coverage: return tr("%1 of %2").arg(record.inInterval).arg(record.count);
    case CostRatio:
        return record.costs > 0 ? QStringLiteral("%1").arg(record.costRatio, 0, 'f', 2) : QStringLiteral("–");
    default: return {};
    }
}

QVariant CalibrationTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const std::array<Header, ColumnCount> headers{{
        {tr("Configuration"), tr("Retraining configuration γ")},
        {tr("Outcomes"), tr("Retrainings that were predicted and ended, in the windows that are kept")},
        {tr("Bias"), tr("Mean of predicted less realised held-out accuracy: above 0 the profiler promises too much")},
        {tr("Mean error"), tr("Mean of the absolute difference of predicted and realised held-out accuracy")},
        {tr("In interval"), tr("Outcomes inside the 95 % interval of their prediction; 19 of 20 should be")},
        {tr("Cost"), tr("Device time that was charged, by what was predicted; 1 is exact")},
    }};
    return header(headers[static_cast<std::size_t>(section)], role, section != Configuration);
}

void OutcomeTableModel::show(const SessionState& state, std::vector<RetrainingOutcome> outcomes)
{
    if (outcomes == m_outcomes)
        return;
    beginResetModel();
    m_outcomes = std::move(outcomes);
    m_names.clear();
    for (const RetrainingOutcome& outcome : m_outcomes) {
        const CameraState* camera = findCamera(state, outcome.camera);
        m_names.push_back({format::windowName(state, outcome.window),
                           format::text(cameraLetter(outcome.camera)) + QLatin1Char(' ')
                               + (camera ? format::text(camera->info.name) : QString()),
                           format::text(configurationName(state, outcome.estimate.configuration))});
    }
    endResetModel();
}

const RetrainingOutcome* OutcomeTableModel::outcomeAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_outcomes[static_cast<std::size_t>(row)] : nullptr;
}

int OutcomeTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_outcomes.size());
}

int OutcomeTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OutcomeTableModel::text(int row, int column) const
{
    const RetrainingOutcome& outcome = m_outcomes[static_cast<std::size_t>(row)];
    const Names& names = m_names[static_cast<std::size_t>(row)];
    switch (column) {
    case Window: return names.window;
    case Camera: return names.camera;
    case Configuration: return names.configuration;
    case Predicted: return format::accuracy(outcome.estimate.accuracy.value);
    case Interval:
        return tr("%1 to %2")
            .arg(format::accuracy(outcome.estimate.interval.low), format::accuracy(outcome.estimate.interval.high));
    case Real: return format::accuracy(outcome.realised.accuracy);
    case Error: return format::signedAccuracy(outcome.error());
    case PredictedCost: return format::gpuSeconds(outcome.estimate.cost);
    case RealCost: return outcome.realised.cost ? format::gpuSeconds(*outcome.realised.cost) : QStringLiteral("–");
    case Verdict: return outcome.realised.accepted ? tr("swapped in") : tr("rejected");
    default: return {};
    }
}

QVariant OutcomeTableModel::sortValue(const RetrainingOutcome& outcome, int row, int column) const
{
    switch (column) {
    case Window: return outcome.window.value;
    case Camera: return outcome.camera.value;
    case Predicted: return outcome.estimate.accuracy.value;
    case Interval: return outcome.estimate.interval.high - outcome.estimate.interval.low;
    case Real: return outcome.realised.accuracy->value;
    case Error: return outcome.error();
    case PredictedCost: return outcome.estimate.cost.value;
    case RealCost: return outcome.realised.cost ? outcome.realised.cost->value : -1.0;
    default: return text(row, column);
    }
}

QVariant OutcomeTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::ToolTipRole || role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == kSortRole)
        return sortValue(m_outcomes[static_cast<std::size_t>(index.row())], index.row(), index.column());
    return role == Qt::DisplayRole ? QVariant(text(index.row(), index.column())) : QVariant();
}

QVariant OutcomeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const std::array<Header, ColumnCount> headers{{
        {tr("Window"), tr("Window in which the retraining ran")},
        {tr("Camera"), tr("Camera whose student was retrained")},
        {tr("Configuration"), tr("Retraining configuration γ that was run")},
        {tr("Verdict"), tr("Whether the model serves now, or was not good enough")},
        {tr("Predicted"), tr("Held-out accuracy that the profile predicted")},
        {tr("95 % interval"), tr("Interval of the prediction")},
        {tr("Came to"), tr("Held-out accuracy of the retrained model")},
        {tr("Error"), tr("Predicted less realised")},
        {tr("Predicted cost"), tr("Seconds of a whole device that the profile predicted")},
        {tr("Charged"), tr("Seconds of a whole device that were charged")},
    }};
    return header(headers[static_cast<std::size_t>(section)], role, section >= Predicted);
}

} // namespace jackdaw::widgets
