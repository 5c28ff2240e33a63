// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/timeline/timeline_coordinates.h"

#include <optional>
#include <set>
#include <vector>

namespace jackdaw::widgets {

/// All: every job of a camera on a device in one row, on top of each other.
enum class RowKind { Inference, Retraining, Preparation, Idle, All };
inline constexpr std::size_t kJobRowKinds = 3;

/// One row of the timeline. Labelling, profiling and evaluation of a camera share a row: they never run at once. After
/// the cameras of a device comes how long it had nothing to do.
struct TimelineRow {
    DeviceId device;
    std::optional<CameraId> camera; ///< none: the device's own row
    RowKind kind = RowKind::Inference;
    std::vector<std::size_t> lanes; ///< indices into SessionState::lanes
    bool operator==(const TimelineRow&) const = default;
};

RowKind rowKind(JobKind kind);
/// Rows in the order of device, camera, kind, the device's own one last.
std::vector<TimelineRow> timelineRows(const SessionState& state);
/// One row for each camera and device in place of several, but for those of \p open.
std::vector<TimelineRow> foldedRows(const std::vector<TimelineRow>& rows, const std::set<CameraId>& open);
/// The rows of \p pins first, the others' order as it was.
void movePinsUp(std::vector<TimelineRow>& rows, const std::set<CameraId>& pins);
/// The share that a full row of a kind stands for: the largest one there is, rounded up to 0.05, 0.1, 0.25, 0.5 or 1.
/// Inference often needs a few hundredths of a device where a retraining gets most of it: one scale would hide one of
/// them. Of RowKind::All: the largest that all jobs of a camera on a device can come to.
double rowScale(const SessionState& state, RowKind kind);

/// What a device did not use of a window, without saying when in it: a stretch of that length at the window's end.
struct IdleStretch {
    const WindowState* window = nullptr;
    const DeviceIdle* idle = nullptr;
    double seconds = 0.0; ///< above 0
    TimeRange range;
};
std::vector<IdleStretch> idleStretches(const SessionState& state, DeviceId device);

} // namespace jackdaw::widgets
