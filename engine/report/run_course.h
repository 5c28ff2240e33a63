// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::report {

/// How a run went, by half seconds of its windows: when which cameras' frames were dropped or late, and what jobs had
/// of the devices. A minute of a session of many cameras, which is hundreds of megabytes, comes to some tens of
/// kilobytes.
struct RunCourse {
    /// Part of a device, means over a time.
    struct Shares {
        Share requested; ///< by plans
        Share granted; ///< what space and turns gave
    };
    /// Half a second, from `WindowStarted` on; a window's or the session's last one may be shorter.
    struct Half {
        std::uint32_t inferred = 0; ///< frames that were due then and had predictions of their own
        double medianMilliseconds = 0.0; ///< from when they were due until then
        double p99Milliseconds = 0.0;
        double largestMilliseconds = 0.0;
        std::map<CameraId, std::uint32_t> dropped; ///< frames that were given up then
        std::map<JobKind, Shares> shares; ///< over all devices; one counts as 1
    };
    struct Window {
        WindowId window;
        Nanoseconds start{0};
        bool counted = true; ///< false for the window that trains the first students
        std::vector<Half> halves;
    };
    /// What jobs of a kind were given of a device, and what they used of it, over at least ten seconds.
    struct Use {
        DeviceId device;
        JobKind kind = JobKind::Inference;
        Nanoseconds from{0};
        Nanoseconds to{0};
        Shares shares;
        Share used;
    };

    std::string name;
    std::string planner;
    std::map<CameraId, std::string> cameras; ///< names
    std::vector<Window> windows;
    std::vector<Use> uses; ///< of counted windows
};

Result<RunCourse> makeCourse(session::SessionReader& reader);
/// The same of a session's \p events, in their order.
RunCourse courseOf(const std::vector<Event>& events);

/// {"format": "jackdaw-course", "version": 1, name, planner, cameras[], windows[] with window, start, counted,
/// columns[] and rows[] of half seconds, drops[] of at, camera and frames, shares of kinds; uses[]}. Times in seconds,
/// "at" from the window's start, "from" and "to" from the session's.
std::string courseJson(const RunCourse& course);

} // namespace jackdaw::report
