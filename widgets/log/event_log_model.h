// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/event_words.h"
#include "widgets/theme/theme.h"

#include <QAbstractTableModel>

namespace jackdaw::widgets {

/// The event log as a table. Rows are read from the state; text is made when it is asked for.
class EventLogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Camera, Kind, What, ColumnCount };
    static constexpr int kWeightRole = Qt::UserRole;
    static constexpr int kTimeRole = Qt::UserRole + 1; ///< nanoseconds as qlonglong

    /// \p state outlives the model.
    explicit EventLogModel(const SessionState& state, QObject* parent = nullptr);

    /// Takes in what was added to the log, and forgets what left it.
    void follow();
    /// The log began again.
    void restart();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// How a row is written, and what stands above the columns; for other models of the same form.
    static QVariant ink(EventWeight weight, int column, const Theme& theme);
    static QVariant title(int section, Qt::Orientation orientation, int role);

private:
    const LogEntry* entryAt(int row) const;

    const SessionState& m_state;
    std::uint64_t m_first = 0; ///< number of the oldest row since the log began
    int m_rows = 0;
};

} // namespace jackdaw::widgets
