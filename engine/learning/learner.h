// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/events.h"
#include "engine/api/video_frame.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/stored_weights.h"
#include "engine/base/units.h"
#include "engine/learning/training_set.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::learning {

/// Which layers a retraining changes.
enum class TrainedLayers {
    Whole, ///< all of them
    Upper, ///< the point detector's joined levels and heads, another network's last layers; what lies below is frozen,
           ///< and its activations are computed once per picture
    Threshold, ///< none, only the score from which on an object is reported
};

/// A retraining configuration γ.
struct TrainingConfiguration {
    std::string name; ///< "whole, 12 epochs"
    TrainedLayers layers = TrainedLayers::Whole;
    double epochs = 12; ///< passes over the training part used; may be fractional when profiling
    double dataFraction = 1.0; ///< of the training part that is used
    double learningRate = 4e-3; ///< AdamW, cosine decay to a tenth
    int batch = 4; ///< pictures per micro-batch
    bool augment = true; ///< flip, scale 0.8..1.4, shift, brightness, contrast
    int rehearsal = 4; ///< old frames added to the training part
    int hidden = 0; ///< width of a classifier's last hidden layer from then on; 0: as the student has it
    std::string student; ///< the family of students that it is for (familyNames()); empty: all

    /// Configurations of one family differ only in epochs and share a learning curve.
    std::string family() const;
    bool operator==(const TrainingConfiguration&) const = default;
};

/// A student's weights: an immutable value, shared by reference and named by its content.
class Weights {
public:
    virtual ~Weights() = default;

    /// Content address of the stored form: 32 hexadecimal digits (XXH3, 128 bits).
    virtual const std::string& hash() const = 0;
    /// Cut into what a session stores once each.
    virtual StoredWeights stored() const = 0;
};

/// Detections from this score on count as a student's statement. On real video the mean accuracy of eight cameras with
/// point detectors was 38.0 points at 0.3, 38.7 at 0.25 and 35.8 at 0.2, all on the same predictions.
inline constexpr float kScoreThreshold = 0.25F;

/// A student's accuracy on frames that it did not learn from.
struct HeldOutAccuracy {
    Accuracy golden; ///< against golden labels; 0 without an object
    std::optional<Accuracy> people; ///< against people's or a second golden model's, where there are any

    /// True if it is lower than that of \p other, in whose eyes ever.
    bool isBelow(const HeldOutAccuracy& other) const;
    bool operator==(const HeldOutAccuracy&) const = default;
};

/// Counts per class, whose F1 the accuracy is.
struct Judgement {
    std::vector<ClassCounts> golden;
    std::vector<ClassCounts> people; ///< empty where they did not label the frame

    void add(const Judgement& more);
    HeldOutAccuracy accuracy() const;
};

class Student;

/// A picture that a student is to look at, and how sure it must be.
struct Look {
    Student* student = nullptr;
    const VideoFrame* frame = nullptr;
    float threshold = kScoreThreshold;
};

/// Weights that are ready for inference. From any thread: what serves a camera in one lane may be judged in another.
class Student {
public:
    virtual ~Student() = default;

    /// Detections of one picture in pixels of that picture, score >= \p threshold, best first, at most 100.
    /// InvalidInput for a frame without pixels, Internal where the network fails: that is never the same as "no
    /// objects".
    virtual Result<std::vector<Detection>> detect(const VideoFrame& frame, float threshold = kScoreThreshold) = 0;

    /// Where students can look at pictures side by side, each with weights of its own: what those that can do so
    /// together have in common. Empty where they cannot.
    virtual std::string kindOfRound() const { return {}; }
    /// What detect() says of each of \p looks, by students of this one's kind; at most kMostLooks.
    virtual std::vector<Result<std::vector<Detection>>> lookTogether(std::span<const Look> looks);

    /// What \p frame, which was kept by the student's learner, says of the student's accuracy. Of what detect() finds,
    /// unless a family says otherwise.
    virtual Result<Judgement> judge(const LabelledFrame& frame);

    /// That it tells apart.
    virtual std::size_t classes() const = 0;
    /// Name of one detect() or judge() in the cost table.
    virtual std::string costShape() const = 0;
};

/// Of one round.
inline constexpr std::size_t kMostLooks = 8;

/// F1 of \p student on \p frames at IoU 0.3, one picture per batch. Fails where judge() fails on one of them.
Result<HeldOutAccuracy> evaluate(Student& student, const std::vector<LabelledFrame>& frames);

/// What a retraining works on.
struct TrainingInputs {
    std::shared_ptr<const Weights> start;
    std::vector<LabelledFrame> training; ///< the window's training part
    std::vector<LabelledFrame> rehearsal; ///< further frames, from earlier windows
    std::vector<LabelledFrame> heldOut;
    HeldOutAccuracy deployed; ///< of the deployed weights on the held-out part; 0: there are none
    TrainingConfiguration configuration;
    /// Epochs (of the configuration) after which the held-out part is evaluated; the last one always is.
    std::vector<double> evaluateAfter;
    std::uint64_t seed = 0;
    std::uint32_t camera = 0;
    std::uint32_t step = 0; ///< keys the random streams, with seed and camera
};

/// Numbers of frames that a retraining works on.
struct FrameCounts {
    std::size_t training = 0;
    std::size_t rehearsal = 0;
    std::size_t heldOut = 0;
};

/// One retraining as a sequence of batches that a device executor runs one by one. It may be created on one thread and
/// run on others, one at a time: nothing in it belongs to a thread.
class Training {
public:
    enum class BatchKind { Prepare, Train, Evaluate };
    struct Batch {
        BatchKind kind;
        std::string costShape; ///< what to charge for it
    };
    struct Evaluation {
        double epochs = 0.0;
        HeldOutAccuracy accuracy;
    };

    virtual ~Training() = default;

    /// The next batch, nothing when done.
    virtual std::optional<Batch> nextBatch() const = 0;
    /// Runs it. An error (e.g. the loss is not finite) ends the training.
    virtual Status runBatch() = 0;

    virtual double fractionDone() const = 0;
    /// All evaluations so far, in order.
    virtual const std::vector<Evaluation>& evaluations() const = 0;
    /// The checkpoint to deploy: the newest one whose held-out accuracy is not below the highest by more than its
    /// standard error, since few objects cannot tell them apart and later weights have learned more; but none that is
    /// below the deployed weights, for the golden model or for people, where another is not. Before the first
    /// evaluation the newest weights.
    virtual std::shared_ptr<const Weights> best() const = 0;
    /// Its held-out accuracy; nothing before the first evaluation.
    virtual std::optional<HeldOutAccuracy> bestAccuracy() const = 0;
};

/// Where learning curves of a family end, and how fast they get there.
struct CurveAssumption {
    double ceiling = 0.5; ///< F1
    double epochs = 3.0; ///< after which the way there is done but for a third (1/e)
};

/// A batch of one shape, on made-up data: the calibration of a cost table measures it.
struct CalibrationBatch {
    std::string costShape;
    std::function<void()> run;
};

/// One kind of network: makes its weights, students and trainings, and names what they are charged for. A run knows its
/// students through this alone. It is immutable, and called from any thread.
class Learner {
public:
    virtual ~Learner() = default;

    /// The kind of network in words, for the session.
    virtual std::string description() const = 0;
    /// What its students do.
    virtual Task task() const { return Task::Detection; }

    /// Whether students of this kind can be retrained with \p configuration.
    virtual bool trains(const TrainingConfiguration& configuration) const = 0;
    /// Weights before any training; the same for the same \p seed and \p camera on every machine.
    virtual std::shared_ptr<const Weights> initial(std::uint64_t seed, CameraId camera) const = 0;
    /// Weights in their stored form, \p name in errors: Corrupt if they are damaged, InvalidInput if they belong to
    /// another network.
    virtual Result<std::shared_ptr<const Weights>> read(std::span<const std::uint8_t> stored,
                                                        const std::string& name) const = 0;
    /// \p weights of this learner, ready for inference.
    virtual Result<std::unique_ptr<Student>> prepare(std::shared_ptr<const Weights> weights) const = 0;
    /// A retraining that starts from weights of this learner.
    virtual Result<std::unique_ptr<Training>> train(TrainingInputs inputs) const = 0;
    /// What is kept of a frame once it is labelled, at the network's input size; \p labels and those of \p people are
    /// in the frame's pixels. InvalidInput for a frame without pixels.
    virtual Result<LabelledFrame> keep(const VideoFrame& frame, vision::FrameLabels labels,
                                       std::optional<vision::PeopleLabels> people = {}) const = 0;

    /// Names in the cost table: of one Student::detect(), and of one prepare().
    virtual std::string inferenceShape() const = 0;
    virtual std::string prepareShape() const = 0;
    /// The batches that a whole training will take, by shape: what it would be charged. \p evaluations is the number of
    /// distinct values of TrainingInputs::evaluateAfter below the epochs, and one for the last.
    virtual std::vector<std::pair<std::string, int>>
    batches(const TrainingConfiguration& configuration, const FrameCounts& frames, std::size_t evaluations) const = 0;
    /// What a retraining with \p configuration may be assumed to reach before any was seen.
    virtual CurveAssumption assumption(const TrainingConfiguration& configuration) const = 0;
    /// Every shape of batch that a run with \p configurations can be charged for, once each.
    virtual std::vector<CalibrationBatch>
    calibrationBatches(const std::vector<TrainingConfiguration>& configurations) const = 0;
};

} // namespace jackdaw::learning
