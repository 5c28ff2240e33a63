// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/series_chart.h"
#include "widgets/session/device_records.h"
#include "widgets/theme/theme.h"

namespace jackdaw::widgets {

/// The layers of granted shares, from below.
enum class LoadLayer { Inference, Preparation, Retraining };
QColor loadColour(LoadLayer layer, const Theme& theme);

/// Granted shares of a device's jobs on top of each other by kind, with what was asked for and what was used of all;
/// over the range that is shown. Of all devices together where \p device is none.
ChartScene loadScene(const SessionState& state, const DeviceRecords& records, TimeRange range,
                     std::optional<DeviceId> device, const QPalette& palette);

} // namespace jackdaw::widgets
