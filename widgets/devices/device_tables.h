// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/device_records.h"
#include "widgets/shell/value_table_model.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// What the Devices page tells in tables, made of the state alone.
class DeviceTables {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::DevicesPage)

public:
    using Rows = std::vector<ValueTableModel::Row>;

    /// Jobs that run now, with what they asked for, hold and used.
    static std::vector<ValueColumn> jobColumns();
    static Rows jobs(const SessionState& state, std::optional<DeviceId> device);

    /// How long devices idled in each window, and why; the newest window first.
    static std::vector<ValueColumn> idleColumns();
    static Rows idle(const SessionState& state, std::optional<DeviceId> device);

    /// What batches were charged against what they took.
    static std::vector<ValueColumn> costColumns();
    static Rows costs(const DeviceRecords& records);

    /// Device time of lanes over a stretch of time.
    static std::vector<ValueColumn> sumColumns();
    static Rows sums(const SessionState& state, const DeviceRecords& records, const std::vector<std::size_t>& lanes,
                     TimeRange range);

    /// "B Gate, retraining".
    static QString laneName(const SessionState& state, const Lane& lane);
};

/// Device-seconds under the three curves of \p shares inside \p range.
struct DeviceTime {
    double requested = 0.0;
    double granted = 0.0;
    double used = 0.0;
};
DeviceTime deviceTime(const std::vector<ShareSample>& shares, TimeRange range);

} // namespace jackdaw::widgets
