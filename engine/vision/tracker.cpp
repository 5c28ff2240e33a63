// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/tracker.h"

#include "engine/vision/matching.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace jackdaw::vision {
namespace {

/// An object may be hidden in this many sampled frames and still come back as itself.
constexpr int kLongestMiss = 3;
constexpr float kMinimumOverlap = 0.1F;
/// Samples are sparse: a moving object may be a whole length further in the next one.
constexpr float kFarthestCentre = 1.5F;

struct Candidate {
    float nearness = 0.0F; ///< larger is better
    std::size_t object = 0;
    std::size_t known = 0;
};

/// 1..2 where the boxes overlap, 0..1 where only their centres are near, nothing where it cannot be the same object.
std::optional<float> nearness(const LabelledObject& now, const LabelledObject& before)
{
    if ((now.allowedClasses & before.allowedClasses) == 0 && !now.isIgnored() && !before.isIgnored())
        return std::nullopt;
    if (const float common = overlap(now.box, before.box); common >= kMinimumOverlap)
        return 1.0F + common;
    const float size = std::sqrt(std::max(now.box.area(), before.box.area()));
    const float smaller = std::sqrt(std::min(now.box.area(), before.box.area()));
    if (size <= 0.0F || smaller < 0.5F * size)
        return std::nullopt;
    const float x = 0.5F * (now.box.x1 + now.box.x2 - before.box.x1 - before.box.x2);
    const float y = 0.5F * (now.box.y1 + now.box.y2 - before.box.y1 - before.box.y2);
    const float distance = std::hypot(x, y) / size;
    return distance < kFarthestCentre ? std::optional(1.0F - distance / kFarthestCentre) : std::nullopt;
}

} // namespace

void Tracker::assign(FrameLabels& labels)
{
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t k = 0; k < m_known.size(); ++k)
            if (const auto near = nearness(labels[i], m_known[k].object))
                candidates.push_back({*near, i, k});
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.nearness > b.nearness; });

    std::vector<bool> found(labels.size(), false);
    for (Known& known : m_known)
        ++known.missed;
    for (const Candidate& candidate : candidates) {
        Known& known = m_known[candidate.known];
        if (found[candidate.object] || known.missed == 0)
            continue;
        found[candidate.object] = true;
        labels[candidate.object].track = known.object.track;
        known = {labels[candidate.object], 0};
    }
    std::erase_if(m_known, [](const Known& known) { return known.missed > kLongestMiss; });
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (!found[i]) {
            labels[i].track = TrackId{m_next++};
            m_known.push_back({labels[i], 0});
        }
}

} // namespace jackdaw::vision
