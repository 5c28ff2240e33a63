// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::simulation {

/// Right and wrong of scored frames with objects, pooled over classes.
struct PooledScore {
    double truePositives = 0.0;
    double errors = 0.0; ///< false positives and false negatives
    std::vector<Nanoseconds> times; ///< of the frames

    double f1() const;
};

/// A retraining as a session shows it.
struct RecordedRetraining {
    JobId job;
    ConfigurationId configuration;
    std::optional<double> charged; ///< GPU-seconds; none where it did not end
    std::optional<double> before; ///< held-out accuracies, where it was evaluated
    std::optional<double> after;
    bool swapped = false;
    WeightsVersion version; ///< of its weights, if swapped
};

/// One camera in one window of a session.
struct DigestedCamera {
    std::optional<ProfileEstimated> estimated; ///< what the first retraining was chosen from
    std::vector<RecordedRetraining> retrainings; ///< of its rounds, in their order
    std::optional<CameraWindow> closed;
    WeightsVersion startVersion;
    std::map<std::uint32_t, PooledScore> scores; ///< of what stood, by version of the weights
    std::map<std::uint32_t, PooledScore> fresh; ///< of what the student found on the very frames, by version
};

struct DigestedWindow {
    WindowId window;
    Nanoseconds start{0};
    Nanoseconds length{0};
    bool counted = true;
    bool closed = false;
    std::optional<Nanoseconds> profiled; ///< first micro-profile began: labels were there
    std::optional<Nanoseconds> planned; ///< first plan by which a retraining may start: a sample was ready by then
    bool isDecided = false; ///< later plans change `planned` no more
    double sharedByInference = 0.0; ///< shares of all inferences when it was planned
    double keptForLabels = 0.0; ///< least shares of labelling under the plan
    std::map<CameraId, DigestedCamera> cameras;
};

/// A session's events sorted by window and camera.
struct SessionDigest {
    SessionStarted started;
    std::vector<CameraAdded> cameras;
    std::vector<DigestedWindow> windows;
    bool hasFresh = false; ///< frames were scored at age 0, too: what stood may be older, or another server's
    std::map<CameraId, std::vector<std::pair<Nanoseconds, Share>>> inferenceShares; ///< from when on, rising

    Share inferenceShareAt(CameraId camera, Nanoseconds time) const;
};

SessionDigest digest(const std::vector<Event>& events);

} // namespace jackdaw::simulation
