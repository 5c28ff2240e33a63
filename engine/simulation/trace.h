// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/window_problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A trace is a run as values: what every stream's models are worth in every window and what retraining them costs. The
/// simulator plays any planner on it. File format: datasets/trace.schema.json.
namespace jackdaw::simulation {

/// One retraining configuration γ of one stream in one window: what it really costs and yields, and what was expected.
struct TracedOption {
    std::string name; ///< unique within the stream's window
    double gpuSeconds = 0.0; ///< > 0, at a whole device
    double finalAccuracy = 0.0; ///< on this window, 0..1
    /// What a micro-profile says before the retraining; the true values where nothing was predicted.
    std::optional<scheduling::Estimate> predictedGpuSeconds;
    std::optional<scheduling::Estimate> predictedFinalAccuracy;
    /// Configurations with the same number differ only in their epochs (RetrainingOption::family).
    std::optional<std::uint32_t> family;
    double memoryBytes = 0.0; ///< 0: not known, not limited
    bool measured = true; ///< false: nobody ran it; cost and accuracy are assumed
    bool operator==(const TracedOption&) const = default;
};

/// What a camera sees, as far as a choice among cached models may look at it (Ekya, NSDI'22, figure 12).
struct Scene {
    std::vector<double> classDistribution; ///< fractions of the objects, one per class; empty: not known
    std::optional<double> hour; ///< of the day, 0..24
    std::optional<double> objects; ///< per frame
    std::string location; ///< empty: not known
    bool operator==(const Scene&) const = default;
};

/// A model that was trained earlier and is kept, with the scene it was trained on.
struct CachedModel {
    std::string name;
    Scene scene;
    bool operator==(const CachedModel&) const = default;
};

/// What a real run made of a stream's window, to hold a simulation against.
struct RecordedOutcome {
    double accuracy = 0.0; ///< window accuracy
    std::optional<std::size_t> option; ///< the retraining that was run
    bool swapped = false; ///< its model was deployed
    bool operator==(const RecordedOutcome&) const = default;
};

/// One stream in one window.
struct StreamWindow {
    /// Accuracy on this window of the model that the trace has deployed at the window's start.
    double startAccuracy = 0.0;
    std::optional<scheduling::Estimate> predictedStartAccuracy;
    /// What a model that comes from the window before loses on this one (negative: gains). Without it the model's
    /// accuracy moves as the trace's own start accuracy does.
    std::optional<double> carriedDrop;
    std::size_t inferenceProfile = 0; ///< index into Trace::inferenceProfiles
    std::vector<TracedOption> options;
    std::optional<Scene> scene;
    std::vector<double> cachedAccuracy; ///< of Trace::cachedModels on this window; empty: not known
    std::optional<RecordedOutcome> recorded;
    bool operator==(const StreamWindow&) const = default;
};

struct TracedWindow {
    double seconds = 0.0;
    double labellingSeconds = 0.0; ///< from the window's start
    double profilingSeconds = 0.0; ///< after labelling; then the window is planned
    double delayInferenceShare = 1.0; ///< of the capacity, that inferences share until the window is planned
    std::vector<StreamWindow> streams; ///< in the order of Trace::streams
    bool operator==(const TracedWindow&) const = default;
};

struct TracedStream {
    std::string id;
    double weight = 1.0; ///< > 0
    double floor = 0.0; ///< a_MIN, 0..1
    bool operator==(const TracedStream&) const = default;
};

struct Trace {
    std::string name;
    std::string description;
    std::vector<scheduling::DeviceCapacity> devices;
    Share quantum{0.1}; ///< δ
    scheduling::ThroughputCurve throughput; ///< linear where empty
    std::vector<scheduling::InferenceProfile> inferenceProfiles;
    std::vector<TracedStream> streams;
    std::vector<CachedModel> cachedModels;
    std::vector<TracedWindow> windows;

    double totalGpus() const;
};

/// Accuracy that a model loses when \p stream's window \p window begins (see StreamWindow::carriedDrop); 0 for the
/// first window.
double carriedDrop(const Trace& trace, std::size_t window, std::size_t stream);

/// All names of configurations, in the order in which they first occur: a session's list of configurations.
std::vector<std::string> configurationNames(const Trace& trace);

} // namespace jackdaw::simulation
