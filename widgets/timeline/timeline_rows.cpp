// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_rows.h"

#include <algorithm>
#include <tuple>

namespace jackdaw::widgets {

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
    std::sort(rows.begin(), rows.end(), [](const TimelineRow& a, const TimelineRow& b) {
        return std::tie(a.device, a.camera, a.kind) < std::tie(b.device, b.camera, b.kind);
    });
    return rows;
}

double rowScale(const SessionState& state)
{
    double largest = 0.0;
    for (const Lane& lane : state.lanes)
        for (const ShareSample& sample : lane.samples)
            largest = std::max({largest, sample.requested, sample.granted, sample.used});
    for (const double scale : {0.1, 0.25, 0.5})
        if (largest <= scale)
            return scale;
    return 1.0;
}

} // namespace jackdaw::widgets
