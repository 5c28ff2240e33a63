// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/session/time_range.h"

#include <compare>
#include <map>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// A line or zone of a camera.
struct CountPlace {
    CameraId camera;
    bool isZone = false;
    std::uint32_t index = 0; ///< position in CameraAdded::lines or zones
    auto operator<=>(const CountPlace&) const = default;
};

/// What the state is too small for: how counts came to be over time. Filled as events come, in whatever order seeks
/// bring them. What was jumped over is known by its sum alone.
class CountRecords {
public:
    /// What was known at an instant, of each class of the session.
    struct Sample {
        Nanoseconds time{0};
        std::uint64_t sequence = 0; ///< of the event after which it was so
        std::vector<std::uint32_t> counts; ///< of a line: crossings so far, both ways; of a zone: objects in it
        bool afterJump = false; ///< how it came to this since the sample before is not known
        bool operator==(const Sample&) const = default;
    };

    void take(const Event& event, const SessionState& state);
    void clear();
    /// In order of time.
    const std::vector<Sample>& of(const CountPlace& place) const;
    std::uint64_t revision() const { return m_revision; }

private:
    void note(const CountPlace& place, Sample sample);
    void noteAll(const Event& event, const SessionState& state);

    std::map<CountPlace, std::vector<Sample>> m_samples;
    std::optional<std::uint64_t> m_newest; ///< sequence of the event before
    std::uint64_t m_revision = 0;
};

/// Crossings of a line per minute, of one class, in each of \p parts equal parts of \p range. A jump spreads what it
/// went over evenly.
std::vector<double> crossingsPerMinute(const std::vector<CountRecords::Sample>& samples, std::size_t classIndex,
                                       TimeRange range, std::size_t parts);
/// The most objects of one class that were in a zone in each part.
std::vector<double> mostInZone(const std::vector<CountRecords::Sample>& samples, std::size_t classIndex,
                               TimeRange range, std::size_t parts);

} // namespace jackdaw::widgets
