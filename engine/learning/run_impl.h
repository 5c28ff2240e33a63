// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/random.h"
#include "engine/learning/family.h"
#include "engine/learning/run_plan.h"
#include "engine/learning/training_run.h"

#include <optional>

namespace jackdaw::learning {

/// The steps of a retraining, in the order that next() says.
class TrainingRun::Impl {
public:
    Impl(std::shared_ptr<const StudentFamily> family, TrainingInputs inputs, std::unique_ptr<Trainee> trainee);

    std::optional<Batch> next() const;
    /// Runs the next batch.
    Status runNext();
    void release();
    double fractionDone() const;

    const std::vector<Evaluation>& evaluations() const { return m_evaluations; }
    std::shared_ptr<const Weights> best() const;
    std::optional<HeldOutAccuracy> bestAccuracy() const { return m_bestAccuracy; }

private:
    /// A checkpoint that is being judged on the held-out part, one picture after the other.
    struct Checkpoint {
        std::shared_ptr<const Weights> weights;
        std::unique_ptr<Student> student; ///< once it is prepared
        std::size_t nextFrame = 0;
        Judgement counts;
    };

    const LabelledFrame& picture(std::size_t index) const;
    Status cacheBatch();
    /// Fails where the loss is not finite.
    Status trainBatch();
    Status scoreBatch();
    Status evaluateBatch();
    void selectTrainingFrames();
    Status startEvaluationIfDue();
    Status startEvaluation();
    void finishEvaluation();
    std::size_t nextPicture();
    View viewOf(std::size_t picture, bool augment);
    double learningRate() const;

    std::shared_ptr<const StudentFamily> m_family;
    TrainingInputs m_inputs;
    RunPlan m_plan;
    std::vector<std::size_t> m_used; ///< indices of training frames, then of rehearsal frames
    std::vector<double> m_evaluationEpochs;
    RandomStream m_order;
    RandomStream m_views;
    std::vector<std::size_t> m_epoch; ///< what is left of the shuffled epoch
    std::size_t m_epochsDrawn = 0;

    std::unique_ptr<Trainee> m_trainee; ///< until the run is over
    std::size_t m_cacheBatchesDone = 0;
    std::size_t m_stepsDone = 0;
    std::size_t m_batchesDone = 0;
    bool m_isOver = false;
    std::optional<std::size_t> m_scored; ///< batches that were looked at for the threshold of the next checkpoint
    std::optional<Checkpoint> m_pending;
    std::vector<Evaluation> m_evaluations;
    std::shared_ptr<const Weights> m_best;
    std::optional<HeldOutAccuracy> m_bestAccuracy;
    double m_heldOutObjects = 0.0;
};

} // namespace jackdaw::learning
