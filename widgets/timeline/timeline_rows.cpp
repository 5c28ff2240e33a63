// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_rows.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace jackdaw::widgets {

namespace {

void addIdleRows(std::vector<TimelineRow>& rows, const SessionState& state)
{
    std::set<DeviceId> devices;
    for (const WindowState& window : state.windows)
        for (const DeviceIdle& idle : window.idle)
            devices.insert(idle.device);
    for (const DeviceId device : devices)
        rows.push_back({device, std::nullopt, RowKind::Idle, {}});
}

} // namespace

RowKind rowKind(JobKind kind)
{
    switch (kind) {
    case JobKind::Inference: return RowKind::Inference;
    case JobKind::Retraining: return RowKind::Retraining;
    default: return RowKind::Preparation;
    }
}

std::vector<TimelineRow> timelineRows(const SessionState& state)
{
    std::vector<TimelineRow> rows;
    for (std::size_t i = 0; i < state.lanes.size(); ++i) {
        const Lane& lane = state.lanes[i];
        const RowKind kind = rowKind(lane.kind);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const TimelineRow& known) {
            return known.device == lane.device && known.camera == lane.camera && known.kind == kind;
        });
        if (row != rows.end())
            row->lanes.push_back(i);
        else
            rows.push_back({lane.device, lane.camera, kind, {i}});
    }
    addIdleRows(rows, state);
    const auto place = [](const TimelineRow& row) { return std::tuple(row.device, !row.camera, row.camera, row.kind); };
    std::sort(rows.begin(), rows.end(),
              [&](const TimelineRow& a, const TimelineRow& b) { return place(a) < place(b); });
    return rows;
}

std::vector<IdleStretch> idleStretches(const SessionState& state, DeviceId device)
{
    std::vector<IdleStretch> stretches;
    for (const WindowState& window : state.windows)
        for (const DeviceIdle& idle : window.idle) {
            double seconds = 0.0;
            for (const DeviceIdle::Reason& reason : idle.reasons)
                seconds += reason.seconds;
            if (idle.device != device || seconds <= 0.0)
                continue;
            const Nanoseconds end = window.start + window.length;
            const Nanoseconds start = std::max(window.start, end - fromSeconds(seconds));
            stretches.push_back({&window, &idle, seconds, {start, end}});
        }
    return stretches;
}

double rowScale(const SessionState& state, RowKind kind)
{
    double largest = 0.0;
    for (const Lane& lane : state.lanes) {
        if (rowKind(lane.kind) != kind)
            continue;
        for (const ShareSample& sample : lane.samples)
            largest = std::max({largest, sample.requested, sample.granted, sample.used});
    }
    for (const double scale : {0.05, 0.1, 0.25, 0.5})
        if (largest <= scale)
            return scale;
    return 1.0;
}

} // namespace jackdaw::widgets
