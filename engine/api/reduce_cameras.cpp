// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/reducers.h"

#include <algorithm>

namespace jackdaw::reduce {
namespace {

constexpr std::size_t kRateFrames = 32;

ScoredFrame summed(const FrameScored& event)
{
    ScoredFrame sum;
    sum.time = event.frameTime;
    sum.uncovered = event.uncovered;
    for (const ClassCounts& counts : event.counts) {
        sum.truePositives += counts.truePositives;
        sum.falsePositives += counts.falsePositives;
        sum.falseNegatives += counts.falseNegatives;
    }
    return sum;
}

void setCondition(Context context, CameraState& camera, CameraCondition condition, const std::string& reason)
{
    camera.condition = condition;
    camera.conditionReason = reason;
    camera.conditionSince = context.time;
    camera.recentFrames.clear();
    ++context.state.revisions.cameras;
}

} // namespace

CameraState& camera(SessionState& state, CameraId id)
{
    const auto place = std::lower_bound(state.cameras.begin(), state.cameras.end(), id,
                                        [](const CameraState& c, CameraId wanted) { return c.info.camera < wanted; });
    if (place != state.cameras.end() && place->info.camera == id)
        return *place;
    CameraState added;
    added.info.camera = id;
    added.info.name = "camera " + std::to_string(id.value + 1);
    return *state.cameras.insert(place, std::move(added));
}

void on(Context context, const CameraAdded& event)
{
    camera(context.state, event.camera).info = event;
    ++context.state.revisions.cameras;
}

void on(Context context, const CameraLost& event)
{
    const CameraCondition condition = event.ended ? CameraCondition::Ended : CameraCondition::Lost;
    setCondition(context, camera(context.state, event.camera), condition, event.reason);
}

void on(Context context, const CameraRecovered& event)
{
    setCondition(context, camera(context.state, event.camera), CameraCondition::Running, {});
}

void on(Context context, const VideoFault& event)
{
    CameraState& changed = camera(context.state, event.camera);
    ++changed.videoFaults;
    changed.lastFault = event;
    ++context.state.revisions.cameras;
}

void on(Context context, const CrossingCounted& event)
{
    CameraCounts& counts = camera(context.state, event.camera).counts;
    counts.lines.resize(std::max<std::size_t>(counts.lines.size(), event.line + 1));
    CameraCounts::Line& line = counts.lines[event.line];
    std::vector<std::uint32_t>& way = event.forward ? line.forward : line.backward;
    way.resize(std::max<std::size_t>(way.size(), event.classIndex + 1));
    ++way[event.classIndex];
    ++context.state.revisions.cameras;
}

void on(Context context, const ZoneCounted& event)
{
    CameraCounts& counts = camera(context.state, event.camera).counts;
    counts.zones.resize(std::max<std::size_t>(counts.zones.size(), event.zone + 1));
    counts.zones[event.zone] = event.objects;
    ++context.state.revisions.cameras;
}

void on(Context context, const FrameIndexed& event)
{
    CameraState& changed = camera(context.state, event.camera);
    changed.frame = event.frame;
    changed.frameTime = event.frameTime;
    changed.weights = event.weights;
    changed.predictions = event.predictions;
    changed.server = event.server;
    changed.age = event.age;
    // A frame that boxes were moved to may be seen by what serves the camera afterwards: it is one frame.
    if (changed.recentFrames.empty() || changed.recentFrames.back() < event.frameTime) {
        ++changed.framesProcessed;
        pushBounded(changed.recentFrames, event.frameTime, kRateFrames);
    }
    ++context.state.revisions.cameras;
}

void on(Context context, const FrameDropped& event)
{
    // Before the first student there is nothing that could have processed the frame in time.
    CameraState& changed = camera(context.state, event.camera);
    if (changed.weights.value > 0)
        ++changed.framesDropped;
    ++context.state.revisions.cameras;
}

void on(Context context, const ServingChosen& event)
{
    camera(context.state, event.camera).serving = event;
    ++context.state.revisions.cameras;
}

void on(Context context, const FrameScored& event)
{
    if (event.pair != ScorePair::StudentGolden)
        return;
    CameraState& changed = camera(context.state, event.camera);
    pushBounded(changed.recentScores, summed(event), 2 * kRollingFrames);
    ++changed.framesScored;
    if (const auto rolling = rollingAccuracy(changed))
        append(changed.accuracy, {event.frameTime, rolling->value, rolling->objects});
    else if (!changed.accuracy.empty() && changed.accuracy.back().value)
        append(changed.accuracy, {event.frameTime, std::nullopt, 0});
    ++context.state.revisions.cameras;
    ++context.state.revisions.accuracy;
}

} // namespace jackdaw::reduce
