// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_table_model.h"

#include "widgets/theme/format.h"

#include <algorithm>
#include <array>

namespace jackdaw::widgets {
namespace {

bool isText(int column)
{
    return column == PlanTableModel::Camera || column == PlanTableModel::Configuration
        || column == PlanTableModel::ServedBy || column == PlanTableModel::OtherJobs
        || column == PlanTableModel::Devices;
}

} // namespace

void PlanTableModel::show(const SessionState& state, const PlanState* plan)
{
    std::vector<Row> rows;
    if (plan)
        for (const PlannedJob& job : plan->plan.jobs)
            for (const CameraId owner : job.owners)
                add(state, rowFor(state, rows, owner), job);
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

PlanTableModel::Row& PlanTableModel::rowFor(const SessionState& state, std::vector<Row>& rows, CameraId id) const
{
    const auto known = std::find_if(rows.begin(), rows.end(), [id](const Row& row) { return row.id == id; });
    if (known != rows.end())
        return *known;
    const CameraState* camera = findCamera(state, id);
    Row row;
    row.id = id;
    row.camera =
        format::text(cameraLetter(id)) + QLatin1Char(' ') + (camera ? format::text(camera->info.name) : QString());
    row.configuration = tr("not retrained");
    return rows.emplace_back(std::move(row));
}

/// A plan lists of every camera its inference and its retraining before all further jobs.
void PlanTableModel::add(const SessionState& state, Row& row, const PlannedJob& job) const
{
    const bool preparing = job.kind == JobKind::Labelling || job.kind == JobKind::Profiling;
    if (job.kind == JobKind::Inference && row.inference.owners.empty()) {
        row.inference = job;
    } else if ((job.kind == JobKind::Retraining || preparing) && row.retraining.owners.empty()) {
        row.retraining = job;
        if (job.configuration)
            row.configuration = format::text(configurationName(state, *job.configuration));
    } else if (job.share.value > 0.0) {
        row.otherJobs << tr("%1 %2").arg(format::jobKind(job.kind), format::share(job.share.value));
    }
    if (job.device && !row.devices.contains(QString::number(job.device->value)))
        row.devices << QString::number(job.device->value);
}

QString PlanTableModel::shareText(const Row& row, int column) const
{
    switch (column) {
    case Inference: return format::share(row.inference.share.value);
    case Retraining:
        if (row.retraining.share.value <= 0)
            return QStringLiteral("–");
        if (row.retraining.kind == JobKind::Retraining)
            return format::share(row.retraining.share.value);
        return tr("%1 (%2)").arg(format::share(row.retraining.share.value), format::jobKind(row.retraining.kind));
    case OtherJobs: return row.otherJobs.join(QStringLiteral(", "));
    case Devices: return row.devices.join(QStringLiteral(", "));
    default: return {};
    }
}

bool PlanTableModel::tells(Column column) const
{
    QStringList devices;
    for (const Row& row : m_rows) {
        if (column == OtherJobs && !row.otherJobs.isEmpty())
            return true;
        devices << row.devices;
    }
    devices.removeDuplicates();
    if (column == ServedBy)
        return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.inference.serving; });
    return column != OtherJobs && (column != Devices || devices.size() > 1);
}

std::optional<CameraId> PlanTableModel::cameraAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].id;
}

int PlanTableModel::rowOf(CameraId camera) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].id == camera)
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
    const bool text = isText(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return headerData(index.column(), Qt::Horizontal, Qt::ToolTipRole);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Camera: return row.camera;
    case ServedBy: return row.inference.serving ? format::serving(*row.inference.serving) : QString();
    case Configuration:
        return row.retraining.contested ? tr("%1 (close call)").arg(row.configuration) : row.configuration;
    case Expected: return row.inference.expected ? format::accuracy(row.inference.expected->value) : QString();
    default: return shareText(row, index.column());
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
        {tr("Served by"),
         tr("What serves the camera, λ: its student or the teacher, which is the golden model; on which frames; and "
            "whether boxes are moved along with the picture in between")},
        {tr("Retraining"),
         tr("Share of the device for retraining, in devices (1 = a whole one). While the camera's sample is still to "
            "be "
            "labelled or profiled, that is what the share is for.")},
        {tr("Configuration"),
         tr("Retraining configuration γ that was chosen. “Close call”: the interval of the runner-up's "
            "predicted accuracy overlaps that of the chosen one.")},
        {tr("Expected F1"),
         tr("Window accuracy that the planner expects: the integral of accuracy over the window divided by "
            "its length")},
        {tr("Other jobs"), tr("Further jobs that work for this camera, with their shares")},
        {tr("Device"), tr("Where the camera's jobs run")},
    }};
    const Header& header = headers[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return header.title;
    if (role == Qt::ToolTipRole)
        return header.tip;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

} // namespace jackdaw::widgets
