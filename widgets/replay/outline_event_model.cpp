// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/outline_event_model.h"

#include "widgets/log/event_log_model.h"
#include "widgets/theme/format.h"

#include <QGuiApplication>
#include <QPalette>

namespace jackdaw::widgets {

bool OutlineEventModel::continues(const SessionOutline& outline) const
{
    if (!m_outline || m_outline->entries.empty() || outline.entries.size() < m_outline->entries.size())
        return false;
    const auto same = [&](std::size_t at) { return outline.entries[at].sequence == m_outline->entries[at].sequence; };
    return same(0) && same(m_outline->entries.size() - 1);
}

void OutlineEventModel::show(std::shared_ptr<const SessionOutline> outline)
{
    if (outline && continues(*outline)) {
        const int before = rowCount();
        const int now = static_cast<int>(outline->entries.size());
        if (now > before)
            beginInsertRows({}, before, now - 1);
        m_outline = std::move(outline);
        if (now > before)
            endInsertRows();
        return;
    }
    beginResetModel();
    m_outline = std::move(outline);
    endResetModel();
}

int OutlineEventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_outline ? 0 : static_cast<int>(m_outline->entries.size());
}

int OutlineEventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : EventLogModel::ColumnCount;
}

QVariant OutlineEventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_outline)
        return {};
    const SessionOutline::Entry& entry = m_outline->entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case EventLogModel::kWeightRole: return static_cast<int>(entry.weight);
    case EventLogModel::kTimeRole: return static_cast<qlonglong>(entry.time.count());
    case Qt::ForegroundRole:
        return EventLogModel::ink(entry.weight, index.column(), themeFor(QGuiApplication::palette()));
    case Qt::ToolTipRole: return index.column() == EventLogModel::What ? format::plainTip(entry.sentence) : QString();
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case EventLogModel::Time: return format::clock(entry.time);
    case EventLogModel::Camera: return entry.cameraName;
    case EventLogModel::Kind: return entry.kind;
    case EventLogModel::What: return entry.sentence;
    default: return {};
    }
}

QVariant OutlineEventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return EventLogModel::title(section, orientation, role);
}

} // namespace jackdaw::widgets
