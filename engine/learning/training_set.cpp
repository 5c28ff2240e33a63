// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/training_set.h"

#include "engine/base/random.h"
#include "engine/learning/picture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace jackdaw::learning {
namespace {

struct TrackCount {
    std::uint32_t training = 0;
    std::uint32_t heldOut = 0;
};

using TrackCounts = std::map<TrackId, TrackCount>;

void count(const std::vector<LabelledFrame>& frames, std::uint32_t TrackCount::*side, TrackCounts& counts)
{
    for (const LabelledFrame& frame : frames)
        for (const vision::LabelledObject& object : frame.labels)
            if (object.track && !object.isIgnored())
                ++(counts[*object.track].*side);
}

void ignoreTracks(std::vector<LabelledFrame>& frames, const std::set<TrackId>& tracks)
{
    for (LabelledFrame& frame : frames)
        for (vision::LabelledObject& object : frame.labels)
            if (object.track && tracks.contains(*object.track))
                object.allowedClasses = 0;
}

/// Tracks on both sides, those first that the training part can best do without.
std::vector<std::pair<TrackId, TrackCount>> crossingTracks(const TrackCounts& counts)
{
    std::vector<std::pair<TrackId, TrackCount>> crossing;
    for (const auto& [track, sides] : counts)
        if (sides.training > 0 && sides.heldOut > 0)
            crossing.emplace_back(track, sides);
    std::stable_sort(crossing.begin(), crossing.end(),
                     [](const auto& a, const auto& b) { return a.second.training < b.second.training; });
    return crossing;
}

std::size_t heldOutCount(std::size_t frames, double fraction)
{
    if (frames < 2)
        return 0;
    const auto wanted =
        static_cast<std::size_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(frames)));
    return std::clamp<std::size_t>(wanted, 1, frames - 1);
}

} // namespace

Result<LabelledFrame> makeLabelledFrame(const VideoFrame& frame, vision::FrameLabels labels, vision::PictureSize input,
                                        std::optional<vision::PeopleLabels> people)
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput,
                    "Frame " + std::to_string(frame.index)
                        + " cannot be learned from: it has no pixels, or not as many " + "as its size says.");
    const PictureMap map = plainMap(frame, input);
    for (vision::FrameLabels* each : {&labels, people ? &people->objects : nullptr})
        for (std::size_t i = 0; each && i < each->size(); ++i)
            (*each)[i].box = map.toInput((*each)[i].box);
    return LabelledFrame{atInputSize(frame, input), std::move(labels), std::move(people)};
}

vision::FrameLabels LabelledFrame::taught() const
{
    vision::FrameLabels all = labels;
    const vision::FrameLabels unknown = ignored.asIgnoredObjects({picture.width, picture.height});
    all.insert(all.end(), unknown.begin(), unknown.end());
    return all;
}

std::vector<Detection> LabelledFrame::judged(std::vector<Detection> predictions) const
{
    return ignored.outside(std::move(predictions), {picture.width, picture.height});
}

LabelSplit splitByTrackAndTime(std::vector<LabelledFrame> frames, const SplitOptions& options)
{
    const std::size_t heldOut = heldOutCount(frames.size(), options.heldOutFraction);
    const auto border = frames.begin() + static_cast<std::ptrdiff_t>(frames.size() - heldOut);
    LabelSplit split;
    split.heldOut.assign(std::make_move_iterator(border), std::make_move_iterator(frames.end()));
    frames.erase(border, frames.end());
    split.training = std::move(frames);

    TrackCounts counts;
    count(split.training, &TrackCount::training, counts);
    count(split.heldOut, &TrackCount::heldOut, counts);
    const auto crossing = crossingTracks(counts);
    std::uint32_t objects = countObjects(split.heldOut);
    for (const auto& [track, sides] : crossing)
        objects -= sides.heldOut;
    std::set<TrackId> toHeldOut;
    std::set<TrackId> toTraining;
    for (const auto& [track, sides] : crossing) {
        const bool isWanted = objects < options.wantedObjects;
        (isWanted ? toHeldOut : toTraining).insert(track);
        objects += isWanted ? sides.heldOut : 0;
    }
    ignoreTracks(split.training, toHeldOut);
    ignoreTracks(split.heldOut, toTraining);
    split.heldOutObjects = objects;
    return split;
}

std::uint32_t countObjects(const std::vector<LabelledFrame>& frames)
{
    std::uint32_t objects = 0;
    for (const LabelledFrame& frame : frames)
        objects += static_cast<std::uint32_t>(std::count_if(frame.labels.begin(), frame.labels.end(),
                                                            [](const auto& object) { return !object.isIgnored(); }));
    return objects;
}

void RehearsalMemory::keep(const std::vector<LabelledFrame>& frames, std::size_t count)
{
    const std::size_t kept = std::min({count, frames.size(), m_capacity});
    if (kept == 0)
        return;
    std::vector<LabelledFrame> window;
    for (std::size_t i = 0; i < kept; ++i)
        window.push_back(frames[(2 * i + 1) * frames.size() / (2 * kept)]);
    m_windows.push_back(std::move(window));
    while (size() > m_capacity) {
        const auto thick = std::find_if(m_windows.begin(), m_windows.end() - 1,
                                        [](const auto& frames_) { return frames_.size() > 1; });
        if (thick == m_windows.end() - 1)
            m_windows.erase(m_windows.begin());
        else
            thick->erase(thick->begin() + static_cast<std::ptrdiff_t>(thick->size() / 2));
    }
}

void RehearsalMemory::forget(std::int64_t frame)
{
    for (auto& window : m_windows)
        std::erase_if(window, [frame](const LabelledFrame& kept) { return kept.picture.index == frame; });
    std::erase_if(m_windows, [](const auto& window) { return window.empty(); });
}

std::vector<LabelledFrame> RehearsalMemory::sample(std::size_t count, std::uint64_t seed, std::uint32_t camera,
                                                   std::uint32_t step) const
{
    RandomStream random(seed, camera, RandomPurpose::Rehearsal, step);
    std::vector<std::vector<std::size_t>> remaining;
    for (const auto& window : m_windows) {
        remaining.emplace_back(window.size());
        std::iota(remaining.back().begin(), remaining.back().end(), std::size_t{0});
        random.shuffle(std::span(remaining.back()));
    }
    std::vector<std::size_t> order(m_windows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(std::span(order));
    std::vector<LabelledFrame> chosen;
    const std::size_t wanted = std::min(count, size());
    for (std::size_t turn = 0; chosen.size() < wanted; ++turn) {
        const std::size_t window = order[turn % order.size()];
        if (remaining[window].empty())
            continue;
        chosen.push_back(m_windows[window][remaining[window].back()]);
        remaining[window].pop_back();
    }
    return chosen;
}

std::size_t RehearsalMemory::size() const
{
    std::size_t frames = 0;
    for (const auto& window : m_windows)
        frames += window.size();
    return frames;
}

} // namespace jackdaw::learning
