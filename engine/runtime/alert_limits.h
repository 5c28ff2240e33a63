// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace jackdaw::runtime {

/// Keeps alerts rare: what stands is said once and then not again for an interval, however often it comes and goes, and
/// that it is over is said where it was said that it began. Each camera's each topic is one such condition.
class AlertLimits {
public:
    /// The longer of a window and this.
    static constexpr Nanoseconds kShortestInterval = std::chrono::minutes(10);

    explicit AlertLimits(Nanoseconds windowLength) : m_interval(std::max(windowLength, kShortestInterval)) { }

    /// The condition stands at \p now. True if that is to be said.
    bool raise(AlertTopic topic, std::optional<CameraId> camera, Nanoseconds now);
    /// It does not stand any more. True if that is to be said.
    bool clear(AlertTopic topic, std::optional<CameraId> camera);
    /// \p alert was said at \p time: by a run that goes on now.
    void recall(const Alert& alert, Nanoseconds time);

private:
    struct Said {
        Nanoseconds last{0};
        bool stands = false;
    };
    std::map<std::pair<AlertTopic, std::optional<CameraId>>, Said> m_said;
    Nanoseconds m_interval;
};

} // namespace jackdaw::runtime
