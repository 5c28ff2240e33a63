// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/format.h"
#include "widgets/timeline/timeline_view.h"

namespace jackdaw::widgets {
namespace {

std::optional<ShareSample> sampleUnder(const std::vector<ShareSample>& samples, Nanoseconds time)
{
    const std::size_t index = sampleAt(samples, time);
    return index < samples.size() && samples[index].end >= time ? std::optional(samples[index]) : std::nullopt;
}

const JobSpan* spanUnder(const Lane& lane, Nanoseconds time, Nanoseconds now)
{
    for (const JobSpan& span : lane.spans)
        if (span.start <= time && span.end.value_or(now) >= time)
            return &span;
    return nullptr;
}

QString idleText(const SessionState& state, DeviceId device, Nanoseconds time)
{
    for (const IdleStretch& stretch : idleStretches(state, device)) {
        if (time < stretch.window->start || time >= stretch.range.end)
            continue;
        QStringList reasons;
        for (const DeviceIdle::Reason& reason : stretch.idle->reasons)
            reasons << TimelineView::tr("%1 %2 s").arg(format::text(reason.reason)).arg(reason.seconds, 0, 'f', 1);
        return TimelineView::tr("device %1, %2: idle %3 of %4 s · %5")
            .arg(device.value)
            .arg(format::windowName(state, stretch.window->window))
            .arg(stretch.seconds, 0, 'f', 1)
            .arg(toSeconds(stretch.window->length), 0, 'f', 1)
            .arg(reasons.join(QStringLiteral(", ")));
    }
    return TimelineView::tr("%1  device %2: not idle, or not known yet").arg(format::clock(time)).arg(device.value);
}

QString spanText(const SessionState& state, const JobSpan& span)
{
    QString text;
    if (span.configuration)
        text += TimelineView::tr(" · %1").arg(format::text(configurationName(state, *span.configuration)));
    if (span.movedTo)
        text += TimelineView::tr(" · moved to device %1").arg(span.movedTo->value);
    else if (span.outcome == JobOutcome::Finished)
        text += TimelineView::tr(" · charged %1").arg(format::gpuSeconds(span.charged));
    if (span.outcome == JobOutcome::Failed)
        text += TimelineView::tr(" · failed: %1").arg(format::text(span.failure));
    else if (span.outcome == JobOutcome::Interrupted)
        text += TimelineView::tr(" · interrupted: the run was cut off");
    return text;
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
    if (!content.camera)
        return idleText(state, content.device, time);
    const CameraState* camera = findCamera(state, *content.camera);
    QStringList jobs;
    for (const std::size_t index : content.lanes) {
        const Lane& lane = state.lanes[index];
        const auto sample = sampleUnder(shares(lane, {time, time + kNarrowestRange}), time);
        if (!sample)
            continue;
        const JobSpan* span = lane.kind == JobKind::Inference ? nullptr : spanUnder(lane, time, state.time);
        jobs << tr("%1: requested %2, granted %3, used %4")
                    .arg(format::jobKind(lane.kind), format::share(sample->requested), format::share(sample->granted),
                         format::share(sample->used))
                + (span ? spanText(state, *span) : QString());
    }
    return jobs.isEmpty() ? tr("%1  no job").arg(format::clock(time))
                          : tr("%1  %2, %3")
                                .arg(format::clock(time), camera ? format::text(camera->info.name) : QString(),
                                     jobs.join(QStringLiteral(" | ")));
}

} // namespace jackdaw::widgets
