// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/moving_tracks.h"

#include "engine/vision/matching.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace jackdaw::vision {
namespace {

/// An object that nothing finds any more is expected for so many frames and at least so long.
constexpr std::uint32_t kLongestMiss = 4;
constexpr double kShortestMemory = 1.0; ///< seconds

/// Boxes of one object that detectors find twice, as car and as truck, cover each other like that.
constexpr float kSameObject = 0.7F;

constexpr float kLeastOverlap = 0.1F;
/// Another class is believed only where the box stands just where the object is expected.
constexpr float kLeastOverlapOfOther = 0.3F;
/// How far from where it is expected, in sizes of its box: an object whose speed nobody knows yet may be anywhere near.
constexpr float kFarthest = 1.5F;
constexpr float kFarthestOfKnown = 0.8F;

/// Weight of the newest measurement of a speed.
constexpr double kSpeedGain = 0.5;

struct Centre {
    double x = 0.0;
    double y = 0.0;
};

Centre centreOf(const Box& box)
{
    return {0.5 * (static_cast<double>(box.x1) + box.x2), 0.5 * (static_cast<double>(box.y1) + box.y2)};
}

Box expectedAt(const MovingTrack& track, Nanoseconds time)
{
    const double seconds = toSeconds(time - track.seen);
    const auto x = static_cast<float>(track.speedX * seconds);
    const auto y = static_cast<float>(track.speedY * seconds);
    return {track.box.x1 + x, track.box.y1 + y, track.box.x2 + x, track.box.y2 + y};
}

/// 1..2 where the boxes overlap, 0..1 where only their centres are near, nothing where it cannot be the same object.
std::optional<float> nearness(const Detection& now, const MovingTrack& track, const Box& expected)
{
    const bool sameClass = now.label == track.label();
    if (const float common = overlap(now.box, expected); common >= (sameClass ? kLeastOverlap : kLeastOverlapOfOther))
        return 1.0F + common;
    const float larger = std::sqrt(std::max(now.box.area(), expected.area()));
    const float smaller = std::sqrt(std::min(now.box.area(), expected.area()));
    if (!sameClass || larger <= 0.0F || smaller < 0.5F * larger)
        return std::nullopt;
    const Centre is = centreOf(now.box);
    const Centre should = centreOf(expected);
    const float distance = static_cast<float>(std::hypot(is.x - should.x, is.y - should.y)) / larger;
    const float farthest = track.found > 1 ? kFarthestOfKnown : kFarthest;
    return distance < farthest ? std::optional(1.0F - distance / farthest) : std::nullopt;
}

/// Of boxes that cover each other the best one.
std::vector<Detection> distinct(std::vector<Detection> boxes)
{
    std::stable_sort(boxes.begin(), boxes.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    std::vector<Detection> kept;
    for (const Detection& box : boxes) {
        const bool covers = std::any_of(kept.begin(), kept.end(), [&](const Detection& better) {
            return overlap(box.box, better.box) > kSameObject;
        });
        if (!covers)
            kept.push_back(box);
    }
    return kept;
}

struct Candidate {
    float nearness = 0.0F;
    std::size_t box = 0;
    std::size_t track = 0;
};

} // namespace

ClassId MovingTrack::label() const
{
    const auto most = std::max_element(votes.begin(), votes.end());
    return ClassId{static_cast<std::uint32_t>(most - votes.begin())};
}

void MovingTracks::update(MovingTrack& track, const Detection& box, Nanoseconds time, bool isFresh) const
{
    const double seconds = toSeconds(time - track.seen);
    if (track.found > 0 && seconds > 0.0) {
        const Centre from = centreOf(track.box);
        const Centre to = centreOf(box.box);
        const double gain = track.found > 1 ? kSpeedGain : 1.0;
        track.speedX += gain * ((to.x - from.x) / seconds - track.speedX);
        track.speedY += gain * ((to.y - from.y) / seconds - track.speedY);
    }
    track.box = box.box;
    track.seen = time;
    track.isSeen = true;
    // A box that was moved along is no news of what it is, nor of whether it is there.
    if (!isFresh)
        return;
    ++track.found;
    track.missed = 0;
    if (box.label.value < m_classes)
        ++track.votes[box.label.value];
}

/// The nearest pairs first.
void MovingTracks::assign(const std::vector<Detection>& boxes, std::vector<bool>& taken, Nanoseconds time, bool isFresh)
{
    std::vector<Candidate> candidates;
    for (std::size_t k = 0; k < m_tracks.size(); ++k) {
        const Box expected = expectedAt(m_tracks[k], time);
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (const auto near = nearness(boxes[i], m_tracks[k], expected))
                candidates.push_back({*near, i, k});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.nearness > b.nearness; });
    for (const Candidate& candidate : candidates) {
        MovingTrack& track = m_tracks[candidate.track];
        if (taken[candidate.box] || track.isSeen)
            continue;
        taken[candidate.box] = true;
        update(track, boxes[candidate.box], time, isFresh);
    }
}

void MovingTracks::see(const SeenBoxes& seen)
{
    const Nanoseconds origin = seen.time - seen.age;
    const bool isFresh = origin != m_origin;
    m_origin = origin;
    const std::vector<Detection> boxes = distinct(seen.boxes);
    for (MovingTrack& track : m_tracks) {
        track.isSeen = false;
        track.missed += isFresh ? 1 : 0;
    }
    std::vector<bool> taken(boxes.size(), false);
    assign(boxes, taken, seen.time, isFresh);
    std::erase_if(m_tracks, [&](const MovingTrack& track) {
        return track.missed > kLongestMiss && toSeconds(seen.time - track.seen) > kShortestMemory;
    });
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (taken[i] || boxes[i].label.value >= m_classes)
            continue;
        MovingTrack& begun = m_tracks.emplace_back();
        begun.id = m_next++;
        begun.votes.resize(m_classes);
        update(begun, boxes[i], seen.time, true);
    }
}

} // namespace jackdaw::vision
