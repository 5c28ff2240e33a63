// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/random.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/run_plan.h"
#include "engine/learning/targets.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/weights_impl.h"

#include <optional>

namespace jackdaw::learning {

/// The steps of a retraining, to be called in the order that nextKind() says. The calibration calls them singly.
class TrainingRun::Impl {
public:
    /// \p start: inputs.start as what it is.
    Impl(TrainingInputs inputs, std::shared_ptr<const NetworkWeights> start);

    std::optional<Batch> next() const;
    /// Runs the next batch.
    Status runNext();
    void release();
    double fractionDone() const;

    void cacheBatch();
    /// Fails where the loss is not finite.
    Status trainBatch();
    Status evaluateBatch();

    const std::vector<Evaluation>& evaluations() const { return m_evaluations; }
    std::shared_ptr<const NetworkWeights> best() const;
    std::optional<Accuracy> bestAccuracy() const { return m_bestAccuracy; }

private:
    /// A checkpoint that is being judged on the held-out part, one picture after the other.
    struct Judgement {
        std::shared_ptr<const NetworkWeights> weights;
        std::unique_ptr<PreparedStudent> student; ///< once it is prepared
        std::size_t nextFrame = 0;
        std::vector<ClassCounts> counts;
    };

    const LabelledFrame& picture(std::size_t index) const;
    void selectTrainingFrames();
    void startEvaluationIfDue();
    void finishEvaluation();
    std::size_t nextPicture();
    Targets drawPicture(std::size_t picture, std::span<float> input);
    double learningRate() const;

    TrainingInputs m_inputs;
    std::shared_ptr<const NetworkWeights> m_start;
    NetworkPlan m_network;
    RunPlan m_plan;
    std::vector<std::size_t> m_used; ///< indices of training frames, then of rehearsal frames
    std::vector<double> m_evaluationEpochs;
    RandomStream m_order;
    RandomStream m_views;
    std::vector<std::size_t> m_epoch; ///< what is left of the shuffled epoch
    std::size_t m_epochsDrawn = 0;

    std::unique_ptr<FusedNetwork> m_trunk;
    std::unique_ptr<ActivationCache> m_cache;
    std::vector<Targets> m_cachedTargets;
    std::unique_ptr<TrainableNetwork> m_trainable;

    std::size_t m_cacheBatchesDone = 0;
    std::size_t m_stepsDone = 0;
    std::size_t m_batchesDone = 0;
    bool m_isOver = false;
    std::optional<Judgement> m_pending;
    std::vector<Evaluation> m_evaluations;
    std::shared_ptr<const NetworkWeights> m_best;
    std::optional<Accuracy> m_bestAccuracy;
    double m_heldOutObjects = 0.0;
};

} // namespace jackdaw::learning
