// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/people_frames.h"

#include "engine/vision/tracker.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// Of fewer frames none can be spared to judge by.
constexpr std::size_t kFewestToSplit = 4;

} // namespace

bool PeopleFrames::has(std::int64_t frame) const
{
    return std::any_of(m_frames.begin(), m_frames.end(),
                       [frame](const auto& known) { return known.picture.index == frame; });
}

void PeopleFrames::keep(learning::LabelledFrame frame)
{
    forget(frame.picture.index);
    const auto place = std::upper_bound(m_frames.begin(), m_frames.end(), frame.picture.time,
                                        [](Nanoseconds time, const auto& known) { return time < known.picture.time; });
    m_frames.insert(place, std::move(frame));
    if (m_frames.size() > kMost)
        m_frames.erase(m_frames.begin());
}

void PeopleFrames::forget(std::int64_t frame)
{
    std::erase_if(m_frames, [frame](const auto& known) { return known.picture.index == frame; });
}

learning::LabelSplit PeopleFrames::split() const
{
    std::vector<learning::LabelledFrame> frames = m_frames;
    vision::Tracker tracker;
    for (learning::LabelledFrame& frame : frames)
        tracker.assign(frame.labels);
    if (frames.size() < kFewestToSplit)
        return {.training = std::move(frames), .heldOut = {}};
    return learning::splitByTrackAndTime(std::move(frames));
}

} // namespace jackdaw::runtime
