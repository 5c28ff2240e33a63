// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/plan.h"
#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw {

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

/// A frame of a camera: its picture is in the source, its labels, where it has some, in the session.
struct SourceFrame {
    WindowId window; ///< that it was sampled in; of a rehearsal memory's frames: its place among the kept windows
    std::int64_t frame = 0; ///< index in the source
    Nanoseconds sourceTime{0};
    Nanoseconds frameTime{0}; ///< session time
    bool operator==(const SourceFrame&) const = default;
};

/// What was found on a frame, down to the score that average precision needs.
struct KeptPredictions {
    Nanoseconds frameTime{0};
    WeightsVersion weights; ///< of the student that was there
    std::vector<Detection> detections;
    Server server = Server::Student; ///< that found it
    bool moved = false; ///< and moved along to a newer frame
    bool operator==(const KeptPredictions&) const = default;
};

/// Boxes of a camera that are moved along, between two windows.
struct MovingAtBorder {
    std::optional<SourceFrame> waiting;
    std::optional<SourceFrame> underWay;
    std::optional<KeptPredictions> found; ///< moved to the frame under way
    bool operator==(const MovingAtBorder&) const = default;
};

/// Inference of a camera between two windows. What a batch under way has found is known under device time, where only
/// the instant is still to come at which it takes effect.
struct InferenceAtBorder {
    KeptPredictions standing; ///< of version 0: none
    std::optional<SourceFrame> waiting;
    std::optional<SourceFrame> underWay;
    std::optional<KeptPredictions> found; ///< on the frame under way
    std::optional<std::vector<Detection>> trial; ///< what the student found there by itself, where it is not `found`
    std::uint32_t trials = 0; ///< frames that the student is still to be tried on
    std::uint32_t turn = 0; ///< frames since the golden model's, where both serve in turn
    std::optional<Serving> serving; ///< none before anything was chosen
    std::optional<SourceFrame> standsOn; ///< the frame on whose picture the standing boxes lie; none: nobody moves them
    MovingAtBorder moving;
    bool operator==(const InferenceAtBorder&) const = default;
};

/// Labels that are still owed to frames of the window before.
struct LabellingAtBorder {
    std::vector<SourceFrame> queue;
    std::optional<SourceFrame> underWay;
    std::optional<std::vector<Detection>> labels; ///< of the frame under way; known under device time
    std::string failure; ///< why there are none; empty: they are still to come
    std::string action; ///< against that
    std::uint32_t givenUp = 0; ///< frames since the last window was counted
    std::optional<GpuSeconds> chargedBefore; ///< to the job, when the frame under way began
    bool operator==(const LabellingAtBorder&) const = default;
};

/// A sampled frame with what its score rests on.
struct FrameToScore {
    SourceFrame frame;
    std::optional<KeptPredictions> standing; ///< none: still to come
    std::optional<std::vector<Detection>> labels; ///< none: still to come
    std::optional<KeptPredictions> fresh; ///< what the student found on the frame itself
    bool operator==(const FrameToScore&) const = default;
};

/// From when on the predictions of a version stood.
struct VersionChange {
    Nanoseconds time{0};
    WeightsVersion weights;
    bool operator==(const VersionChange&) const = default;
};

/// Scores of a camera between two windows.
struct ScoresAtBorder {
    std::vector<FrameToScore> open;
    std::vector<FrameToScore> scored; ///< in the window that waits for its last labels
    std::vector<VersionChange> changes;
    WeightsVersion last; ///< the version that ended the newest closed window; its accuracy is the camera's lastAccuracy
    bool operator==(const ScoresAtBorder&) const = default;
};

/// What a camera's record says of the window that waits for its last labels, beside its accuracy.
struct RecordAtBorder {
    bool retrained = false;
    std::optional<ConfigurationId> configuration;
    std::uint32_t framesDue = 0;
    std::uint32_t framesDropped = 0;
    std::vector<KindCharge> charged;
    bool operator==(const RecordAtBorder&) const = default;
};

/// A retraining that the window's end cut off: what is left is to prepare its best checkpoint, if that is good enough.
struct RetrainingAtBorder {
    std::optional<ConfigurationId> configuration;
    WindowId window;
    Accuracy before;
    std::optional<Accuracy> after; ///< of the best checkpoint
    std::optional<Accuracy> peopleBefore; ///< the same against people's labels
    std::optional<Accuracy> peopleAfter;
    std::string hash; ///< of the best checkpoint, if it is good enough
    double objects = 0.0; ///< in the held-out part
    std::vector<LearnedCurve::Point> points;
    bool inTraining = false; ///< its last batch of training is under way
    std::vector<LearnedCurve::Point> measured; ///< by that batch; in epochs, whatever part of the frames one takes
    double fraction = 0.0; ///< done after it
    bool operator==(const RetrainingAtBorder&) const = default;
};

/// What is believed of an accuracy, with its 95 % interval.
struct BelievedAccuracy {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool operator==(const BelievedAccuracy&) const = default;
};

/// What a model found on frames whose labels are known, weighted by age.
struct SeenModel {
    double right = 0.0; ///< twice the hits
    double wrong = 0.0; ///< false alarms and misses
    bool operator==(const SeenModel&) const = default;
};

/// How well boxes of one frame fit the golden labels of a newer one.
struct AgedBoxes {
    double age = 0.0; ///< seconds between the frames
    double agreement = 0.0; ///< F1; of a student's boxes as a part of what its model is believed to reach
    double objects = 0.0; ///< on the newer frame
    bool moved = false; ///< the boxes were moved along
    Server server = Server::Teacher; ///< whose boxes they are
    bool operator==(const AgedBoxes&) const = default;
};

/// What a camera goes into the window with.
struct CameraAtBorder {
    CameraId camera;
    WeightsVersion version; ///< 0: untrained
    std::string hash; ///< of its weights; empty: untrained
    double lastAccuracy = -1.0; ///< in the newest closed window, of ScoresAtBorder::last; below 0: not scored there
    std::vector<SourceFrame> rehearsal; ///< in the memory's order
    std::optional<BelievedAccuracy> start; ///< of its weights
    bool lost = false;
    bool ended = false; ///< lost, because its source came to its regular end
    InferenceAtBorder inference;
    LabellingAtBorder scoring;
    LabellingAtBorder sampling;
    ScoresAtBorder scores;
    RecordAtBorder record;
    std::optional<RetrainingAtBorder> retraining;
    SeenModel seen; ///< of its weights
    std::vector<AgedBoxes> aged; ///< that estimates of ways to serve rest on
    std::vector<SourceFrame> taught; ///< that are learned as people labelled them
    bool operator==(const CameraAtBorder&) const = default;
};

/// A job that goes on in the next window. Of a camera they are, in this order: inference, labelling for scores,
/// labelling of samples, a retraining that was cut off, and an inference that moves boxes along.
struct PlacedJob {
    JobKind kind{};
    CameraId camera;
    DeviceId device; ///< where its next batch runs
    DeviceId host; ///< where it is
    JobId job;
    GpuSeconds charged;
    bool operator==(const PlacedJob&) const = default;
};

/// Batches of one shape.
struct BatchesOfShape {
    std::string shape;
    int count = 1;
    bool operator==(const BatchesOfShape&) const = default;
};

/// A batch that is under way between two windows, under device time.
struct BatchAtBorder {
    JobId job;
    std::uint32_t pool = 0;
    std::uint32_t lane = 0;
    Share space;
    Nanoseconds begun{0}; ///< so long ago
    Nanoseconds counted{0}; ///< session time up to which its use is counted
    Nanoseconds used{0}; ///< session time that is counted
    Share share; ///< that the job had when it began
    std::vector<BatchesOfShape> batches;
    std::string failure; ///< what went wrong in it; empty: nothing
    std::string action; ///< against that
    std::uint32_t part = 0; ///< that runs, or is the next one
    std::uint32_t parts = 1; ///< that it is run in
    bool waits = false; ///< for its lane, between two parts
    bool operator==(const BatchAtBorder&) const = default;
};

/// A job that was ended while a batch of it was under way: its end is recorded when that has ended.
struct LeavingJob {
    JobId job;
    JobKind kind{};
    std::vector<CameraId> owners;
    GpuSeconds charged;
    std::string failure; ///< empty: it had done its work
    bool operator==(const LeavingJob&) const = default;
};

/// A share that a job was given, and where it is in the rotation of its lane (compute::Turn).
struct ShareAtBorder {
    JobId job;
    Share share;
    bool latency = false;
    bool ofTime = false;
    bool urgent = false;
    double lead = 0.0; ///< seconds / share
    bool ready = false;
    std::optional<double> served; ///< seconds / share
    bool operator==(const ShareAtBorder&) const = default;
};

struct UseAtBorder {
    JobId job;
    GpuSeconds used;
    bool operator==(const UseAtBorder&) const = default;
};

/// A device between two windows.
struct DeviceAtBorder {
    DeviceId device;
    Nanoseconds sampled{0}; ///< when it was sampled last
    std::vector<UseAtBorder> used; ///< since then
    std::vector<ShareAtBorder> shares;
    std::vector<BatchAtBorder> running; ///< under device time; under wall time nothing of it is known
    std::vector<LeavingJob> leaving;
    bool operator==(const DeviceAtBorder&) const = default;
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
    std::vector<PlacedJob> placement; ///< empty in sessions from before: they say nothing of jobs, scores and devices
    std::vector<DeviceAtBorder> devices;
    std::optional<WindowId> closing; ///< the window before, while it waits for its last labels
    bool operator==(const ResumeState&) const = default;
};

} // namespace jackdaw
