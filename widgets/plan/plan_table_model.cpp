// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_table_model.h"

#include "widgets/theme/format.h"

#include <array>

namespace jackdaw::widgets {

void PlanTableModel::show(const SessionState& state, const PlanState* plan)
{
    std::vector<Row> rows;
    if (plan)
        for (const PlannedStream& stream : plan->plan.streams) {
            const CameraState* camera = findCamera(state, stream.camera);
            rows.push_back({stream,
                            format::text(cameraLetter(stream.camera)) + QLatin1Char(' ')
                                + (camera ? format::text(camera->info.name) : QString()),
                            stream.configuration ? format::text(configurationName(state, *stream.configuration))
                                                 : tr("not retrained")});
        }
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::optional<CameraId> PlanTableModel::cameraAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].stream.camera;
}

int PlanTableModel::rowOf(CameraId camera) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].stream.camera == camera)
            return static_cast<int>(i);
    return -1;
}

int PlanTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlanTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool text = index.column() == Camera || index.column() == Configuration;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return headerData(index.column(), Qt::Horizontal, Qt::ToolTipRole);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Camera: return row.camera;
    case Inference: return format::share(row.stream.inference.value);
    case Retraining:
        return row.stream.retraining.value > 0 ? format::share(row.stream.retraining.value) : QStringLiteral("–");
    case Configuration: return row.stream.contested ? tr("%1 (close call)").arg(row.configuration) : row.configuration;
    case Expected: return format::accuracy(row.stream.expected.value);
    default: return {};
    }
}

QVariant PlanTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    struct Header {
        QString title;
        QString tip;
    };
    const std::array<Header, ColumnCount> headers{{
        {tr("Camera"), tr("The stream that the plan is made for")},
        {tr("Inference"), tr("Share of the device for inference, in devices (1 = a whole one)")},
        {tr("Retraining"), tr("Share of the device for retraining, in devices (1 = a whole one)")},
        {tr("Configuration"),
         tr("Retraining configuration γ that was chosen. “Close call”: the interval of the runner-up's "
            "predicted accuracy overlaps that of the chosen one.")},
        {tr("Expected F1"),
         tr("Window accuracy that the planner expects: the integral of accuracy over the window divided by "
            "its length")},
    }};
    const Header& header = headers[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return header.title;
    if (role == Qt::ToolTipRole)
        return header.tip;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Camera || section == Configuration ? Qt::AlignLeft : Qt::AlignRight)
                                | Qt::AlignVCenter);
    return {};
}

} // namespace jackdaw::widgets
