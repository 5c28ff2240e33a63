// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/share_table_model.h"

#include "widgets/explain/explain_words.h"
#include "widgets/plan/plan_words.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr double kNothing = 5e-5;

/// A round share that holds the largest one: of many cameras none has much.
double barScale(double largest)
{
    for (const double scale : {0.05, 0.1, 0.25, 0.5})
        if (largest <= scale)
            return scale;
    return std::max(1.0, std::ceil(largest));
}

} // namespace

void ShareTableModel::show(const SessionState& state, const PlanSearch& search, std::size_t step)
{
    std::vector<Row> rows;
    const std::vector<double> before = search.before(step);
    const std::vector<double> after = search.tried(step);
    const bool hasMove = step > 0 && step <= search.lastStep();
    for (std::size_t job = 0; job < before.size(); ++job) {
        const PlannedJob& planned = search.plan()->jobs[job];
        const auto index = static_cast<JobIndex>(job);
        const bool moved = hasMove && (search.move(step).thief == index || search.move(step).victim == index);
        if (planned.owners.empty() || (!moved && before[job] < kNothing && after[job] < kNothing))
            continue;
        rows.push_back({PlanWords::job(state, *search.plan(), index), planned.owners.front(), planned.kind, before[job],
                        after[job], moved});
    }
    double largest = 0.0;
    for (const Row& row : rows)
        largest = std::max({largest, row.before, row.after});
    beginResetModel();
    m_rows = std::move(rows);
    m_scale = barScale(largest);
    m_kept = !hasMove || search.move(step).verdict == MoveVerdict::Accepted;
    endResetModel();
}

std::optional<CameraId> ShareTableModel::cameraAt(int row) const
{
    return row >= 0 && row < rowCount() ? std::optional(m_rows[static_cast<std::size_t>(row)].camera) : std::nullopt;
}

int ShareTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ShareTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShareTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case BeforeRole: return row.before;
    case AfterRole: return row.after;
    case KindRole: return static_cast<int>(row.kind);
    case CameraRole: return row.camera.value;
    case KeptRole: return m_kept;
    case ScaleRole: return m_scale;
    case Qt::ToolTipRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Job ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(row.moved);
        return font;
    }
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Job: return row.name;
    case Before: return ExplainWords::amount(row.before);
    case After: return ExplainWords::amount(row.after);
    case Change: {
        const double change = row.after - row.before;
        return std::abs(change) < kNothing
            ? QString()
            : (change < 0 ? QStringLiteral("−") : QStringLiteral("+")) + ExplainWords::amount(std::abs(change));
    }
    default: return {};
    }
}

QVariant ShareTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> titles = {tr("Job"), tr("Share (full bar: %1)").arg(m_scale), tr("Before"),
                                                     m_kept ? tr("After") : tr("Tried"), tr("Change")};
    const std::array<QString, ColumnCount> tips = {
        tr("A job of the plan; bold where the step moves its share"),
        tr("Outline: what the job had before the step. Bar: what the step gives it; solid for inference, hatched for "
           "retraining, dotted for others."),
        tr("Share before the step, in devices"), tr("Share that the step gives, kept or only tried, in devices"),
        tr("What the step adds or takes")};
    if (role == Qt::DisplayRole)
        return titles[static_cast<std::size_t>(section)];
    if (role == Qt::ToolTipRole)
        return tips[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section <= Bar ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

void ShareBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const Theme& theme = themeFor(option.palette);
    const QColor hue = theme.camera(CameraId{index.data(ShareTableModel::CameraRole).toUInt()});
    const auto kind = static_cast<JobKind>(index.data(ShareTableModel::KindRole).toInt());
    const QRect area = option.rect.adjusted(4, 3, -4, -4);
    const double scale = std::max(kNothing, index.data(ShareTableModel::ScaleRole).toDouble());
    const auto barOf = [&](int role) {
        const double share = std::clamp(index.data(role).toDouble() / scale, 0.0, 1.0);
        return QRect(area.left(), area.top(), static_cast<int>(std::lround(share * area.width())), area.height());
    };
    painter->save();
    painter->fillRect(area, theme.tile);
    const QRect after = barOf(ShareTableModel::AfterRole);
    painter->fillRect(after, kind == JobKind::Inference ? mixed(theme.panel, hue, 0.6) : mixed(theme.panel, hue, 0.25));
    if (kind != JobKind::Inference)
        painter->fillRect(after, QBrush(hue, Theme::pattern(kind)));
    painter->setPen(QPen(theme.text, 1, index.data(ShareTableModel::KeptRole).toBool() ? Qt::SolidLine : Qt::DashLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(barOf(ShareTableModel::BeforeRole).adjusted(0, 0, -1, -1));
    painter->restore();
}

QSize ShareBarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {160, option.fontMetrics.height() + 8};
}

} // namespace jackdaw::widgets
