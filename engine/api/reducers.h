// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_state.h"

#include <algorithm>

/// How each kind of event changes the state; one file per subject. Used by SessionModel only.
namespace jackdaw::reduce {

struct Context {
    SessionState& state;
    Nanoseconds time;
};

CameraState& camera(SessionState& state, CameraId id);
ProfileState& profile(SessionState& state, CameraId id, WindowId window);

void on(Context context, const CameraAdded& event);
void on(Context context, const CameraLost& event);
void on(Context context, const CameraRecovered& event);
void on(Context context, const VideoFault& event);
void on(Context context, const CrossingCounted& event);
void on(Context context, const ZoneCounted& event);
void on(Context context, const FrameIndexed& event);
void on(Context context, const FrameDropped& event);
void on(Context context, const FrameScored& event);
void on(Context context, const ServingChosen& event);

void on(Context context, const SessionStarted& event);
void on(Context context, const SessionClosed& event);
void on(Context context, const WindowStarted& event);
void on(Context context, const WindowClosed& event);
void on(Context context, const DeviceIdle& event);
void on(Context context, const PlanComputed& event);

void on(Context context, const LeaseGranted& event);
void on(Context context, const JobStarted& event);
void on(Context context, const JobMoved& event);
void on(Context context, const JobProgress& event);
void on(Context context, const JobFinished& event);
void on(Context context, const JobFailed& event);
void on(Context context, const JobInterrupted& event);
void on(Context context, const DeviceSample& event);

void on(Context context, const ProfileStarted& event);
void on(Context context, const ProfilePoint& event);
void on(Context context, const ProfileEstimated& event);
void on(Context context, const WeightsSwapped& event);
void on(Context context, const WeightsRejected& event);

/// A retraining came to its end: its cost stands beside the estimate.
void retrainingCharged(SessionState& state, CameraId camera, ConfigurationId configuration, GpuSeconds charged);

template <class Container>
void pushBounded(Container& container, typename Container::value_type value, std::size_t capacity)
{
    if (container.size() >= capacity) {
        // From the front of a vector a quarter at once: one by one would cost its length every time.
        if constexpr (requires { container.pop_front(); })
            container.pop_front();
        else
            container.erase(container.begin(), container.begin() + static_cast<std::ptrdiff_t>(capacity / 4 + 1));
    }
    container.push_back(std::move(value));
}

} // namespace jackdaw::reduce
