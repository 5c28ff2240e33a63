// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/reducers.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::reduce {
namespace {

const ConfigurationEstimate* findEstimate(const ProfileState& profile, ConfigurationId configuration)
{
    if (!profile.estimated)
        return nullptr;
    const auto& estimates = profile.estimated->estimates;
    const auto found = std::find_if(estimates.begin(), estimates.end(), [&](const ConfigurationEstimate& estimate) {
        return estimate.configuration == configuration;
    });
    return found != estimates.end() ? &*found : nullptr;
}

/// The profile of the window that is under way.
ProfileState* currentProfile(SessionState& state, CameraId id)
{
    const WindowState* window = currentWindow(state);
    return window ? &profile(state, id, window->window) : nullptr;
}

Realised& realisedOf(ProfileState& profile, ConfigurationId configuration)
{
    const auto found = std::find_if(profile.realised.begin(), profile.realised.end(),
                                    [&](const Realised& known) { return known.configuration == configuration; });
    if (found != profile.realised.end())
        return *found;
    profile.realised.push_back({configuration, std::nullopt, false, std::nullopt});
    return profile.realised.back();
}

void noteRealised(SessionState& state, CameraId id, ConfigurationId configuration, std::optional<Accuracy> accuracy,
                  bool accepted)
{
    ProfileState* changed = currentProfile(state, id);
    if (!changed)
        return;
    Realised& realised = realisedOf(*changed, configuration);
    realised.accuracy = accuracy;
    realised.accepted = accepted;
    if (const ConfigurationEstimate* estimate = findEstimate(*changed, configuration); estimate && accuracy) {
        Calibration& calibration = state.calibration[configuration];
        const double error = estimate->accuracy.value - accuracy->value;
        ++calibration.count;
        calibration.sumError += error;
        calibration.sumAbsoluteError += std::abs(error);
    }
    ++state.revisions.profiles;
}

void mark(Context context, CameraId id, SwapMark swap)
{
    CameraState& changed = camera(context.state, id);
    if (swap.accepted)
        changed.weights = swap.version;
    else
        swap.version = changed.weights;
    pushBounded(changed.swaps, std::move(swap), kMarkCapacity);
    ++context.state.revisions.cameras;
    ++context.state.revisions.accuracy;
}

} // namespace

ProfileState& profile(SessionState& state, CameraId id, WindowId window)
{
    auto& profiles = camera(state, id).profiles;
    const auto found = std::find_if(profiles.rbegin(), profiles.rend(),
                                    [&](const ProfileState& known) { return known.window == window; });
    if (found != profiles.rend())
        return *found;
    ProfileState added;
    added.window = window;
    pushBounded(profiles, std::move(added), kProfileCapacity);
    return profiles.back();
}

void on(Context context, const ProfileStarted& event)
{
    profile(context.state, event.camera, event.window).budget = event.budget;
    ++context.state.revisions.profiles;
}

void on(Context context, const ProfilePoint& event)
{
    pushBounded(profile(context.state, event.camera, event.window).points, event, kCurvePointCapacity);
    ++context.state.revisions.profiles;
}

void on(Context context, const ProfileEstimated& event)
{
    profile(context.state, event.camera, event.window).estimated = event;
    ++context.state.revisions.profiles;
}

void on(Context context, const WeightsSwapped& event)
{
    mark(context, event.camera,
         {context.time, true, event.version, event.before, event.after, event.configuration, {}});
    if (event.configuration)
        noteRealised(context.state, event.camera, *event.configuration, event.after, true);
}

void on(Context context, const WeightsRejected& event)
{
    mark(context, event.camera,
         {context.time, false, {}, event.before, event.after, event.configuration, event.reason});
    if (event.configuration)
        noteRealised(context.state, event.camera, *event.configuration, event.after, false);
}

void retrainingCharged(SessionState& state, CameraId id, ConfigurationId configuration, GpuSeconds charged)
{
    if (ProfileState* changed = currentProfile(state, id)) {
        realisedOf(*changed, configuration).cost = charged;
        ++state.revisions.profiles;
    }
}

} // namespace jackdaw::reduce
