// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::scheduling {

/// A value with its 95 % interval; exact where low == high == value.
struct Estimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;

    static Estimate exact(double value) { return {value, value, value}; }
    bool operator==(const Estimate&) const = default;
};

/// A retraining configuration γ for one stream: what it costs at a whole device and what it yields.
struct RetrainingOption {
    ConfigurationId configuration;
    std::string name; ///< for tables and sentences
    Estimate gpuSeconds; ///< > 0
    Estimate finalAccuracy; ///< 0..1
    double memoryBytes = 0.0; ///< 0: not known, not limited
    /// Configurations with the same number differ only in their epochs, so that errors of their estimates go together.
    std::optional<std::uint32_t> family = std::nullopt;
};

/// How inference accuracy follows from the share: factor f(k) on the model's accuracy when every k-th frame is
/// processed, k = fullRateDemand / (share + 1e-6) (ekya.md §1.4). Left of the first point f is its value, right of the
/// last 0; share 0 gives 0. Between points linear in k. Discrete inference configurations λ are the curve's points.
struct InferenceProfile {
    Share fullRateDemand; ///< share that processes every frame; more is idle. 0: a stream without frames
    std::vector<double> subsampling; ///< k, increasing, from 1
    std::vector<double> factor; ///< f(k), 0..1
    /// Where accuracy was measured against the share itself: shares, increasing, > 0, one per factor; `subsampling` is
    /// then empty. Linear between points and from (0, 0) to the first, right of the last its value.
    std::vector<double> shares;

    double factorAt(Share share) const;
    bool operator==(const InferenceProfile&) const = default;
};

/// One camera in one window.
struct StreamProblem {
    CameraId camera;
    std::string name;
    Estimate startAccuracy; ///< of the deployed weights, on this window
    std::vector<RetrainingOption> options; ///< Γ; "do not retrain" is always possible and not listed
    InferenceProfile inference;
    Accuracy floor; ///< a_MIN of the instantaneous accuracy; 0: none
    double weight = 1.0; ///< priority in the mean
    /// A retraining that already runs when the rest of a window is re-planned: it can go on (cost = what is left),
    /// be given up, but not be exchanged for another.
    std::optional<RetrainingOption> running;
    double inferenceMemoryBytes = 0.0; ///< 0: not known, not limited
};

struct DeviceCapacity {
    DeviceId device;
    double gpus = 1.0; ///< > 0; 1 is a whole device. One entry with gpus = G where placement does not matter.
    double memoryBytes = 0.0; ///< 0: not limited
};

/// Relative speed r(R) of retraining at share R, points increasing; linear where empty (ekya.md §1.3, §5).
struct ThroughputCurve {
    std::vector<double> share;
    std::vector<double> speed;

    double at(double allocated) const;
};

/// Everything a planner knows. It looks at nothing else: no clock, no model, no device.
struct WindowProblem {
    std::vector<StreamProblem> streams;
    std::vector<DeviceCapacity> devices;
    Share quantum{0.1}; ///< δ
    double seconds = 0.0; ///< what is left of the window, labelling and profiling already taken out
    /// How long after the window its last models still count, at the accuracy that they end with: they serve the next
    /// window until they are retrained in their turn, less what drift takes of their accuracy by then. 0: the window
    /// alone counts, as in the paper. Only `jackdaw` looks so far ahead.
    double carriedSeconds = 0.0;
    ThroughputCurve throughput;
    std::uint64_t seed = 0;

    double totalGpus() const;
};

/// First fault of a problem made outside, with a path like "streams[3].options[0].gpuSeconds".
Status validate(const WindowProblem& problem);

} // namespace jackdaw::scheduling
