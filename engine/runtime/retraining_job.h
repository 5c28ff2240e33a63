// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/training_run.h"
#include "engine/profiling/learning_curve.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"

#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// A camera's retraining, batch by batch; at its end the best checkpoint is prepared for inference if it is to replace
/// the deployed weights.
class RetrainingJob final : public Job {
public:
    struct Settings {
        std::optional<ConfigurationId> configuration; ///< none: a first student
        learning::TrainingRun::Inputs training; ///< its `deployed` is measured here where there is a student to judge
        /// The deployed student where its held-out accuracy is not known yet: the first batch judges it.
        std::shared_ptr<learning::PreparedStudent> judged;
        WindowId window;
        double objects = 0.0; ///< in the held-out part
        GpuSeconds cost; ///< expected
    };
    RetrainingJob(JobId id, CameraId camera, Settings settings, Recorder& recorder);

    bool ready() const override { return m_stage != Stage::Done && !m_underWay; }
    Result<Batch> takeBatch() override;
    void batchDone() override;

    /// True once no batch is left, or if the job failed: then what there is by now counts.
    bool isDone() const { return m_stage == Stage::Done || failure(); }
    /// Ends the training now. What its best checkpoint is worth is decided as at a regular end: if it is accepted, one
    /// batch that prepares it is left; otherwise the job is done.
    void abandon();

    const learning::TrainingConfiguration& training() const { return m_settings.training.configuration; }
    /// Expected cost of what is left, > 0 while it runs.
    GpuSeconds remaining() const;

    /// Held-out accuracy of the deployed weights.
    Accuracy before() const { return m_settings.training.deployed; }
    /// The same of the best checkpoint; nothing if none was evaluated.
    std::optional<Accuracy> after() const { return m_after; }
    /// True if the best checkpoint is not worse than the deployed weights.
    bool isAccepted() const { return m_after && *m_after >= before(); }
    std::shared_ptr<const learning::Weights> best() const { return m_best; }
    /// Of a job that is done and has nothing prepared: why, for the user.
    std::string whyRejected() const;
    /// The best checkpoint, ready for inference; null until that is done.
    std::shared_ptr<learning::PreparedStudent> prepared() const { return m_prepared; }
    /// Points of the learning curve that this run measured.
    std::vector<profiling::CurveMeasurement> measurements() const;

private:
    /// Judge → SetUp → Train → Prepare → Done: what the next batch is. A training that breaks goes to Broken, by way of
    /// Prepare if it has an accepted checkpoint.
    enum class Stage {
        Judge, ///< the deployed weights; left out where their accuracy is known
        SetUp, ///< the training run
        Train, ///< its batches
        Prepare, ///< the best checkpoint, if it is accepted
        Broken, ///< the error of the training is still to be told
        Done,
    };
    /// What batches leave for the engine thread.
    struct Results {
        Accuracy deployed;
        std::unique_ptr<learning::TrainingRun> run;
        std::optional<Error> broken; ///< why the training ended early
        std::shared_ptr<learning::PreparedStudent> prepared;
    };

    Batch judge() const;
    Batch setUp() const;
    Batch train() const;
    Batch prepare() const;
    void trained();
    void endTraining();
    void report();

    Settings m_settings;
    Recorder& m_recorder;
    Stage m_stage;
    std::optional<Stage> m_underWay; ///< what the batch under way is
    std::shared_ptr<Results> m_results = std::make_shared<Results>();
    // As of the newest batch that ended: a batch may be under way when they are asked for.
    std::vector<learning::TrainingRun::Evaluation> m_evaluations;
    std::shared_ptr<const learning::Weights> m_best;
    std::optional<Accuracy> m_after;
    std::shared_ptr<learning::PreparedStudent> m_prepared;
};

} // namespace jackdaw::runtime
