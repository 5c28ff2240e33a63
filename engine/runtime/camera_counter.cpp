// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_counter.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {

void CameraCounter::see(const VideoFrame& frame, const std::vector<Detection>& boxes, Nanoseconds age)
{
    // What was found late, after newer boxes stood, is of no more use.
    if (frame.time <= std::max(m_goneAt, m_newest))
        return;
    // A source that begins again shows other objects than at its end.
    if (frame.index < m_newestFrame)
        m_counter.forget();
    const auto crossings = m_counter.see({frame.time, age, boxes}, {frame.width, frame.height});
    m_newest = frame.time;
    m_newestFrame = frame.index;
    if (m_newest <= m_until)
        return;
    for (const vision::Crossing& crossing : crossings)
        m_recorder.record(CrossingCounted{m_camera, static_cast<std::uint32_t>(crossing.line), crossing.label.value,
                                          crossing.forward, crossing.track, m_newest});
    tellZones();
}

void CameraCounter::tellZones()
{
    std::vector<std::vector<std::uint32_t>> zones = m_counter.inZones();
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (m_told[i] == zones[i])
            continue;
        m_told[i] = zones[i];
        m_recorder.record(ZoneCounted{m_camera, static_cast<std::uint32_t>(i), std::move(zones[i]), m_newest});
    }
}

void CameraCounter::forget(Nanoseconds now)
{
    m_goneAt = now;
    m_counter.forget();
    if (m_newest > m_until)
        tellZones();
}

Result<std::map<CameraId, CountedBefore>> countedBefore(session::SessionReader& reader, Nanoseconds border)
{
    std::map<CameraId, CountedBefore> counted;
    const auto crossings = reader.eventsOfKinds({"CrossingCounted"});
    if (!crossings)
        return tl::unexpected(crossings.error());
    for (const Event& event : *crossings) {
        const auto& crossing = std::get<CrossingCounted>(event.body);
        CountedBefore& known = counted[crossing.camera];
        known.until = std::max(known.until, crossing.frameTime);
        known.nextTrack = std::max(known.nextTrack, crossing.track + 1);
    }
    // A camera's frames come in the order of events, so that the newest pages say it; the session may be of a day.
    constexpr std::uint64_t kPage = 10'000;
    for (std::uint64_t end = reader.eventCount(); end > 0;) {
        const std::uint64_t begin = end - std::min(end, kPage);
        const auto page = reader.events(begin, end - begin);
        if (!page)
            return tl::unexpected(page.error());
        for (const Event& event : *page)
            if (const auto* frame = std::get_if<FrameIndexed>(&event.body))
                counted[frame->camera].until = std::max(counted[frame->camera].until, frame->frameTime);
        if (page->empty() || page->front().time < border)
            break;
        end = begin;
    }
    return counted;
}

} // namespace jackdaw::runtime
