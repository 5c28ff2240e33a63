// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw {

enum class JobKind : std::uint8_t;

/// What one batch of a shape was measured to cost so far.
struct LearnedCost {
    std::string shape;
    double seconds = 0.0; ///< per batch, weighted mean
    double weight = 0.0; ///< behind the mean
    bool operator==(const LearnedCost&) const = default;
};

/// A learning curve as it turned out in one window: what the profiler's history takes.
struct LearnedCurve {
    struct Point {
        double epochs = 0.0; ///< 0: the start, before any training
        double accuracy = 0.0;
        double objects = 0.0; ///< held-out objects behind it
        bool operator==(const Point&) const = default;
    };
    CameraId camera;
    std::string family;
    std::vector<Point> points;
    bool operator==(const LearnedCurve&) const = default;
};

/// Sums over the models that went from one window into the next.
struct CarriedSums {
    double models = 0.0;
    double served = 0.0; ///< seconds
    double before = 0.0; ///< accuracies
    double after = 0.0;
    bool operator==(const CarriedSums&) const = default;
};

/// A frame of a camera's rehearsal memory. Its labels are in the session, its picture in the source.
struct RehearsalFrame {
    WindowId window; ///< whose sample it came from
    std::int64_t frame = 0; ///< index in the source
    Nanoseconds sourceTime{0};
    Nanoseconds frameTime{0}; ///< session time
    bool operator==(const RehearsalFrame&) const = default;
};

/// What a camera goes into the window with.
struct CameraAtBorder {
    CameraId camera;
    WeightsVersion version; ///< 0: untrained
    std::string hash; ///< of its weights; empty: untrained
    double lastAccuracy = -1.0; ///< of these weights in the newest closed window; below 0: not scored there
    std::vector<RehearsalFrame> rehearsal; ///< in the memory's order
    bool operator==(const CameraAtBorder&) const = default;
};

/// Where a kind of job of a camera runs: placement is kept from window to window.
struct PlacedJob {
    JobKind kind{};
    CameraId camera;
    DeviceId device;
    bool operator==(const PlacedJob&) const = default;
};

/// Something else that a part of the engine must find again, by name: a planner's memory, a broker's passes, the
/// position of a random stream. Numbers keep every bit.
struct KeptValue {
    std::string name; ///< e.g. "broker/pass/3"
    std::vector<double> numbers;
    std::string text;
    bool operator==(const KeptValue&) const = default;
};

/// Said at each window's border, before the window starts: what a run that is cut off in it needs to go on from that
/// border as if it had not been cut, beside what other events say (weights by hash, labels, windows).
struct ResumeState {
    WindowId window; ///< that starts now
    std::uint32_t nextJob = 0;
    std::vector<LearnedCost> costs; ///< all
    std::vector<LearnedCurve> curves; ///< only those that came to the history since the last ResumeState, in order
    CarriedSums carried;
    std::vector<CameraAtBorder> cameras;
    std::vector<PlacedJob> placement;
    std::vector<KeptValue> kept;
    bool operator==(const ResumeState&) const = default;
};

} // namespace jackdaw
