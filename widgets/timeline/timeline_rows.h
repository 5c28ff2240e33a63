// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <vector>

namespace jackdaw::widgets {

enum class RowKind { Inference, Retraining, Preparation };

/// One row of the timeline. Labelling, profiling and evaluation of a camera share a row: they never run at once.
struct TimelineRow {
    DeviceId device;
    CameraId camera;
    RowKind kind = RowKind::Inference;
    std::vector<std::size_t> lanes; ///< indices into SessionState::lanes
    bool operator==(const TimelineRow&) const = default;
};

RowKind rowKind(JobKind kind);
/// Rows in the order of device, camera, kind.
std::vector<TimelineRow> timelineRows(const SessionState& state);
/// The share that a full row of a kind stands for: the largest one there is, rounded up to 0.05, 0.1, 0.25, 0.5 or 1.
/// Inference often needs a few hundredths of a device where a retraining gets most of it: one scale would hide one of
/// them.
double rowScale(const SessionState& state, RowKind kind);

} // namespace jackdaw::widgets
