// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_rows.h"

#include <algorithm>
#include <map>
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

std::vector<TimelineRow> foldedRows(const std::vector<TimelineRow>& rows, const std::set<CameraId>& open)
{
    std::vector<TimelineRow> folded;
    for (const TimelineRow& row : rows) {
        TimelineRow* before = folded.empty() ? nullptr : &folded.back();
        if (!row.camera || open.contains(*row.camera))
            folded.push_back(row);
        else if (before && before->kind == RowKind::All && before->device == row.device && before->camera == row.camera)
            before->lanes.insert(before->lanes.end(), row.lanes.begin(), row.lanes.end());
        else
            folded.push_back({row.device, row.camera, RowKind::All, row.lanes});
    }
    return folded;
}

void movePinsUp(std::vector<TimelineRow>& rows, const std::set<CameraId>& pins)
{
    std::stable_partition(rows.begin(), rows.end(),
                          [&](const TimelineRow& row) { return row.camera && pins.contains(*row.camera); });
}

namespace {

double largestShare(const Lane& lane)
{
    double largest = 0.0;
    for (const ShareSample& sample : lane.samples)
        largest = std::max({largest, sample.requested, sample.granted, sample.used});
    return largest;
}

/// The most that jobs of a camera on a device come to together: besides its inference one job of it runs at a time.
double largestSum(const SessionState& state)
{
    struct Most {
        double inference = 0.0;
        double other = 0.0;
    };
    std::map<std::pair<DeviceId, CameraId>, Most> cameras;
    double largest = 0.0;
    for (const Lane& lane : state.lanes) {
        Most& most = cameras[{lane.device, lane.camera}];
        double& part = rowKind(lane.kind) == RowKind::Inference ? most.inference : most.other;
        part = std::max(part, largestShare(lane));
        largest = std::max(largest, most.inference + most.other);
    }
    return largest;
}

} // namespace

double rowScale(const SessionState& state, RowKind kind)
{
    double largest = kind == RowKind::All ? largestSum(state) : 0.0;
    for (const Lane& lane : state.lanes)
        if (rowKind(lane.kind) == kind)
            largest = std::max(largest, largestShare(lane));
    for (const double scale : {0.05, 0.1, 0.25, 0.5})
        if (largest <= scale)
            return scale;
    return 1.0;
}

} // namespace jackdaw::widgets
