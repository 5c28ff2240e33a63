// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::report {

/// What was counted at a camera's lines and in its zones in one window. Numbers are one per class of the session.
struct WindowCounts {
    struct Line {
        std::string name;
        std::vector<std::uint32_t> forward; ///< as CrossingCounted has it
        std::vector<std::uint32_t> backward;
    };
    struct Zone {
        std::string name;
        std::vector<double> mean; ///< over the time of the window in which the zone was watched
        std::vector<std::uint32_t> most;
    };
    std::uint32_t window = 0;
    std::vector<Line> lines;
    std::vector<Zone> zones;
};

/// Gathers counts from the events of a session, in order.
class CountGatherer {
public:
    void take(const Event& event);
    /// Of each camera that has lines or zones, the windows that have begun.
    std::map<CameraId, std::vector<WindowCounts>> finish(std::size_t classes) const;

private:
    struct Crossing {
        Nanoseconds time{0};
        std::uint32_t line = 0;
        std::uint32_t label = 0;
        bool forward = true;
    };
    using Change = std::pair<Nanoseconds, std::vector<std::uint32_t>>;
    struct Camera {
        std::vector<CountingLine> lines;
        std::vector<CountingZone> zones;
        std::vector<Crossing> crossings;
        std::vector<std::vector<Change>> changes; ///< of each zone
    };
    struct Span {
        Nanoseconds from{0};
        Nanoseconds until{0};
    };

    static WindowCounts::Zone zoneIn(const std::vector<Change>& changes, const Span& span, std::size_t classes);
    static void addCrossings(const Camera& camera, const Span& span, WindowCounts& counts);
    Span spanOf(WindowId window) const;

    Nanoseconds m_now{0};
    std::map<WindowId, Span> m_windows;
    std::map<CameraId, Camera> m_cameras;
};

/// "5 (car 4, bus 1)": the sum, and the classes that occur.
std::string countText(const std::vector<std::uint32_t>& numbers, const std::vector<std::string>& classes);
std::string countText(const std::vector<double>& numbers, const std::vector<std::string>& classes);
/// "car 3, bus 1": the most of each class, which need not have been there at one time; "0" for none.
std::string mostText(const WindowCounts::Zone& zone, const std::vector<std::string>& classes);

} // namespace jackdaw::report
