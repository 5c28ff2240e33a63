// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_log_model.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QGuiApplication>
#include <QPalette>

namespace jackdaw::widgets {

EventLogModel::EventLogModel(const SessionState& state, QObject* parent) : QAbstractTableModel(parent), m_state(state)
{
    restart();
}

void EventLogModel::restart()
{
    beginResetModel();
    m_first = m_state.logDropped;
    m_rows = static_cast<int>(m_state.log.size());
    endResetModel();
}

void EventLogModel::follow()
{
    const auto left = static_cast<std::int64_t>(m_state.logDropped) - static_cast<std::int64_t>(m_first);
    if (left < 0 || left >= m_rows) {
        if (left != 0 || m_rows != static_cast<int>(m_state.log.size()))
            restart();
        return;
    }
    if (left > 0) {
        beginRemoveRows({}, 0, static_cast<int>(left) - 1);
        m_first = m_state.logDropped;
        m_rows -= static_cast<int>(left);
        endRemoveRows();
    }
    const int now = static_cast<int>(m_state.log.size());
    if (now > m_rows) {
        beginInsertRows({}, m_rows, now - 1);
        m_rows = now;
        endInsertRows();
    }
}

int EventLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int EventLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const LogEntry* EventLogModel::entryAt(int row) const
{
    // Between an event and follow() the log may have lost entries at its old end.
    const auto place = static_cast<std::int64_t>(row) + static_cast<std::int64_t>(m_first)
        - static_cast<std::int64_t>(m_state.logDropped);
    return place >= 0 && place < static_cast<std::int64_t>(m_state.log.size())
        ? &m_state.log[static_cast<std::size_t>(place)]
        : nullptr;
}

QVariant EventLogModel::data(const QModelIndex& index, int role) const
{
    const LogEntry* entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry)
        return {};
    const EventWeight weight = EventWords::weight(entry->body);
    switch (role) {
    case kWeightRole: return static_cast<int>(weight);
    case kTimeRole: return static_cast<qlonglong>(entry->time.count());
    case Qt::ForegroundRole: return ink(weight, index.column(), themeFor(QGuiApplication::palette()));
    case Qt::ToolTipRole:
        return index.column() == What ? QVariant(format::plainTip(EventWords::sentence(m_state, entry->body)))
                                      : QVariant();
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Time: return format::clock(entry->time);
    case Camera: {
        const auto camera = EventWords::camera(m_state, entry->body);
        const CameraState* known = camera ? findCamera(m_state, *camera) : nullptr;
        return known ? format::text(cameraLetter(*camera) + " " + known->info.name) : QString();
    }
    case Kind: return EventWords::kind(entry->body);
    case What: return EventWords::sentence(m_state, entry->body);
    default: return {};
    }
}

QVariant EventLogModel::ink(EventWeight weight, int column, const Theme& theme)
{
    if (weight == EventWeight::Error)
        return theme.error;
    if (weight == EventWeight::Warning)
        return theme.warning;
    return column == What ? QVariant() : QVariant(theme.mutedText);
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return title(section, orientation, role);
}

QVariant EventLogModel::title(int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Camera: return tr("Camera");
    case Kind: return tr("Kind");
    case What: return tr("What happened");
    default: return {};
    }
}

} // namespace jackdaw::widgets
