// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/format.h"
#include "widgets/timeline/timeline_view.h"

namespace jackdaw::widgets {
namespace {

const ShareSample* sampleUnder(const Lane& lane, Nanoseconds time)
{
    const std::size_t index = sampleAt(lane.samples, time);
    return index < lane.samples.size() && lane.samples[index].end >= time ? &lane.samples[index] : nullptr;
}

const JobSpan* spanUnder(const Lane& lane, Nanoseconds time, Nanoseconds now)
{
    for (const JobSpan& span : lane.spans)
        if (span.start <= time && span.end.value_or(now) >= time)
            return &span;
    return nullptr;
}

} // namespace

QString TimelineView::readOutAt(const QPoint& place) const
{
    const int row = rowAt(place.y());
    const SessionState& state = m_controller.state();
    const Nanoseconds time = coordinates().timeAt(place.x());
    if (row < 0 || time < Nanoseconds{0})
        return {};
    const TimelineRow& content = m_rows[static_cast<std::size_t>(row)];
    const CameraState* camera = findCamera(state, content.camera);
    for (const std::size_t index : content.lanes) {
        const Lane& lane = state.lanes[index];
        const ShareSample* sample = sampleUnder(lane, time);
        if (!sample)
            continue;
        QString text = tr("%1  %2, %3: requested %4, granted %5, used %6")
                           .arg(format::clock(time), camera ? format::text(camera->info.name) : QString(),
                                format::jobKind(lane.kind), format::share(sample->requested),
                                format::share(sample->granted), format::share(sample->used));
        const JobSpan* span = lane.kind == JobKind::Inference ? nullptr : spanUnder(lane, time, state.time);
        if (span && span->configuration)
            text += tr(" · %1").arg(format::text(configurationName(state, *span->configuration)));
        if (span && span->outcome == JobOutcome::Finished)
            text += tr(" · charged %1").arg(format::gpuSeconds(span->charged));
        if (span && span->outcome == JobOutcome::Failed)
            text += tr(" · failed: %1").arg(format::text(span->failure));
        if (span && span->outcome == JobOutcome::Interrupted)
            text += tr(" · interrupted: the run was cut off");
        return text;
    }
    return tr("%1  no job").arg(format::clock(time));
}

} // namespace jackdaw::widgets
