// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/events.h"

#include <algorithm>
#include <array>

namespace jackdaw {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<EventBody>> kNames = {
    "SessionStarted",  "CameraAdded",  "CameraLost",       "CameraRecovered", "FrameIndexed",
    "FrameDropped",    "FrameScored",  "GoldenLabelled",   "WindowStarted",   "WindowClosed",
    "ProfileStarted",  "ProfilePoint", "ProfileEstimated", "PlanComputed",    "LeaseGranted",
    "JobStarted",      "JobProgress",  "JobFinished",      "JobFailed",       "WeightsSwapped",
    "WeightsRejected", "DeviceSample", "CostMeasured",     "Alert",           "Note",
    "SessionClosed",   "ResumeState",  "JobMoved",         "DeviceIdle",      "JobInterrupted",
    "ServingChosen",   "VideoFault",   "CrossingCounted",  "ZoneCounted",     "LabelCorrected",
    "UnknownEvent"};
static_assert(!kNames.back().empty(), "each kind has a name");

template <class... Kinds>
bool holdsAny(const EventBody& body)
{
    return (std::holds_alternative<Kinds>(body) || ...);
}

} // namespace

GpuSeconds chargedTo(const std::vector<KindCharge>& charges, JobKind kind)
{
    const auto found =
        std::find_if(charges.begin(), charges.end(), [kind](const KindCharge& one) { return one.kind == kind; });
    return found == charges.end() ? GpuSeconds{0} : found->charged;
}

void addCharge(std::vector<KindCharge>& charges, JobKind kind, GpuSeconds charged)
{
    const auto place = std::lower_bound(charges.begin(), charges.end(), kind,
                                        [](const KindCharge& one, JobKind wanted) { return one.kind < wanted; });
    if (place != charges.end() && place->kind == kind)
        place->charged += charged;
    else
        charges.insert(place, {kind, charged});
}

std::string_view kindName(const EventBody& body)
{
    return kNames[body.index()];
}

bool isTransition(const EventBody& body)
{
    return holdsAny<SessionStarted, CameraAdded, WindowStarted, WindowClosed, WeightsSwapped, WeightsRejected,
                    LabelCorrected, SessionClosed, ResumeState>(body);
}

} // namespace jackdaw
