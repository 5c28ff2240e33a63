// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_state.h"

#include <type_traits>
#include <utility>

namespace jackdaw {

template <class Body, class... Bodies>
inline constexpr bool kIsOneOf = (std::is_same_v<Body, Bodies> || ...);

/// Telemetry has its own views; in the log it would bury what happened.
template <class Body>
inline constexpr bool kIsLogged =
    !kIsOneOf<Body, FrameIndexed, FrameDropped, FrameScored, GoldenLabelled, LeaseGranted, JobProgress, DeviceSample,
              ProfilePoint, CostMeasured, ResumeState, DeviceIdle, CrossingCounted, ZoneCounted>;

/// Turns events into what the views show. Knows neither where events come from nor what is painted.
class SessionModel {
public:
    /// Events must come in order. An event about something that was never announced is taken as its announcement, as
    /// the ring that feeds a window may drop events.
    void apply(const Event& event);
    /// Back to the empty state: the source will begin again.
    void reset() { m_state = {}; }
    /// To a state that an event sequence led to before: the events after it come next.
    void restore(SessionState state) { m_state = std::move(state); }

    const SessionState& state() const { return m_state; }

private:
    SessionState m_state;
};

} // namespace jackdaw
