// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/plan.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::widgets {

/// One side of a comparison: recorded sessions of one planner, a seed each; or a planner in the simulator.
struct SideRequest {
    std::vector<std::string> sessions; ///< files
    std::string trace; ///< file; empty: the sessions count
    std::string planner; ///< that is simulated on the trace
    bool operator==(const SideRequest&) const = default;
};

/// A mean with its 95 % interval.
struct SideFigure {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool operator==(const SideFigure&) const = default;
};

/// What a side comes to: the row of `jackdaw-cli compare`.
struct ComparedSide {
    std::string name; ///< no other side's
    std::vector<std::string> sessions; ///< files that can be opened
    std::vector<std::uint64_t> seeds;
    std::optional<SideFigure> accuracy; ///< F1 against golden labels
    std::optional<SideFigure> people; ///< against people's labels
    std::optional<SideFigure> gain; ///< over the first side, by seed, window and camera
    std::optional<double> balanced;
    std::optional<double> worstCamera;
    double deviceSeconds = 0.0; ///< mean per run
    double cameras = 0.0; ///< mean per run
    double camerasAtTarget = 0.0;
    std::uint32_t windows = 0; ///< of all cameras
    std::uint32_t withAccuracy = 0;
    std::uint32_t atTarget = 0;
    std::map<JobKind, double> charged; ///< device seconds of each kind of job, of counted windows, mean per run
};

/// One window of one seed.
struct ComparisonWindow {
    std::uint64_t seed = 0;
    WindowId window;
    Nanoseconds start{0};
    Nanoseconds length{0};
    struct Side {
        std::optional<double> mean; ///< over the cameras
        std::optional<double> gain; ///< over the first side
        std::map<CameraId, double> cameras;
    };
    std::vector<Side> sides;
};

/// A camera in each of the runs; its accuracies are means over windows.
struct ComparisonCamera {
    CameraId camera;
    std::string name;
    struct Side {
        std::optional<double> mean;
        std::optional<SideFigure> gain;
    };
    std::vector<Side> sides;
};

/// Two to four runs, or groups of runs, side by side. The first is what the others are held against.
struct Comparison {
    std::vector<ComparedSide> sides;
    std::vector<ComparisonWindow> windows; ///< by seed and number
    std::vector<ComparisonCamera> cameras;
    /// What beside the planner differs, a sentence each: while there is any, differences may come of that.
    std::vector<std::string> warnings;
    std::vector<std::string> notes; ///< lost cameras, baselines that did better
};

inline constexpr std::size_t kMostSides = 4;

/// Reads and compares; called away from the window's thread. Takes as long as reading the sessions.
using ReadComparison = std::function<Result<Comparison>(const std::vector<SideRequest>& sides)>;

} // namespace jackdaw::widgets
