// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/learning/student.h"
#include "engine/learning/training_set.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// Which layers a retraining changes.
enum class TrainedLayers {
    Whole, ///< all of them
    Upper, ///< the joined levels and the heads; the trunk is frozen and its activations are computed once per picture
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

    /// Configurations of one family differ only in epochs and share a learning curve.
    std::string family() const;
    bool operator==(const TrainingConfiguration&) const = default;
};

/// One retraining as a sequence of batches that a device executor runs one by one. It may be created on one thread and
/// run on others, one at a time: nothing in it belongs to a thread.
class TrainingRun {
public:
    struct Inputs {
        std::shared_ptr<const Weights> start;
        std::vector<LabelledFrame> training; ///< the window's training part
        std::vector<LabelledFrame> rehearsal; ///< further frames, from earlier windows
        std::vector<LabelledFrame> heldOut;
        Accuracy deployed; ///< F1 of the deployed weights on the held-out part; 0: there are none
        /// Where given, the run begins by judging it on the held-out part, one picture per batch, and takes the result
        /// for \p deployed. Used inside those batches only; a device that runs other batches of the same student
        /// meanwhile gives the run a student of its own.
        std::shared_ptr<PreparedStudent> deployedStudent;
        TrainingConfiguration configuration;
        /// Epochs (of the configuration) after which the held-out part is evaluated; the last one always is.
        std::vector<double> evaluateAfter;
        std::uint64_t seed = 0;
        std::uint32_t camera = 0;
        std::uint32_t step = 0; ///< keys the random streams, with seed and camera
    };

    enum class BatchKind { EvaluateStart, Prepare, Train, Evaluate };
    struct Batch {
        BatchKind kind;
        std::string costShape; ///< what to charge for it
    };
    struct Evaluation {
        double epochs = 0.0;
        Accuracy accuracy; ///< F1 on the held-out part; 0 if it has no objects
    };

    static Result<std::unique_ptr<TrainingRun>> create(Inputs inputs);
    ~TrainingRun();

    /// The next batch, nothing when done.
    std::optional<Batch> nextBatch() const;
    /// Runs it. An error (e.g. the loss is not finite) ends the run.
    Status runBatch();

    /// F1 of the deployed weights on the held-out part. Nothing while Inputs::deployedStudent is not judged yet.
    std::optional<Accuracy> start() const;

    double fractionDone() const;
    /// All evaluations so far, in order.
    const std::vector<Evaluation>& evaluations() const;
    /// The checkpoint to deploy: the newest one whose held-out accuracy is not below the highest by more than its
    /// standard error, since few objects cannot tell them apart and later weights have learned more; but none that is
    /// below the deployed weights where another is not. Before the first evaluation the newest weights.
    std::shared_ptr<const Weights> best() const;
    /// Its held-out accuracy; nothing before the first evaluation.
    std::optional<Accuracy> bestAccuracy() const;

    /// The batches that the whole run will take, by shape: what it would be charged. No tensors are touched.
    /// \p evaluations is the number of distinct values of Inputs::evaluateAfter below the epochs, and one for the last;
    /// \p judgesStart says that Inputs::deployedStudent is given.
    static std::vector<std::pair<std::string, int>>
    batches(const Architecture& architecture, const TrainingConfiguration& configuration, std::size_t trainingFrames,
            std::size_t rehearsalFrames, std::size_t heldOutFrames, std::size_t evaluations, bool judgesStart = false);

    class Impl;

private:
    explicit TrainingRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// F1 of \p student on \p frames at IoU 0.3, one picture per batch; used where weights are judged outside a run. Fails
/// where detect() fails on one of them.
Result<Accuracy> evaluate(PreparedStudent& student, const std::vector<LabelledFrame>& frames);

/// Every shape of batch that a student of \p architecture can be charged for, with a closure that runs one such batch
/// on made-up data: the calibration of a cost table measures them.
struct CalibrationBatch {
    std::string costShape;
    std::function<void()> run;
};
std::vector<CalibrationBatch> calibrationBatches(const Architecture& architecture,
                                                 const std::vector<TrainingConfiguration>& configurations);

} // namespace jackdaw::learning
