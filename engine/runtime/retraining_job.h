// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/profiling/learning_curve.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// A camera's retraining, batch by batch: the deployed student is judged where nobody has judged it on the same
/// held-out part, then the run trains and evaluates, then the best checkpoint is prepared for inference if it is to
/// replace the deployed weights.
class RetrainingJob final : public Job {
public:
    struct Settings {
        std::shared_ptr<const learning::Learner> learner;
        learning::TrainingConfiguration training;
        WindowId window;
        learning::HeldOutAccuracy before; ///< of the deployed weights; measured first where there is a `deployed`
        std::shared_ptr<learning::Student> deployed; ///< to be judged; null: `before` is known
        double objects = 0.0; ///< in the held-out part
        GpuSeconds cost; ///< expected, of the whole job
        bool hasSecondModel = false; ///< a second golden model spoke where people said nothing
        std::vector<profiling::CurveMeasurement> profiled; ///< points of the learning curve that a profile has measured
    };
    /// \p configuration: none for a first student.
    RetrainingJob(JobId id, CameraId camera, std::optional<ConfigurationId> configuration, Settings settings,
                  learning::TrainingInputs inputs, Recorder& recorder);

    /// One that a window's end cut off, in a run that is resumed. \p best is its best checkpoint; \p prepared, where a
    /// batch that prepares that is under way.
    RetrainingJob(JobId id, CameraId camera, const RetrainingAtBorder& border, Settings settings,
                  std::shared_ptr<const learning::Weights> best, std::shared_ptr<learning::Student> prepared,
                  Recorder& recorder);

    bool ready() const override { return !m_running && m_stage != Stage::Over; }
    Result<Batch> takeBatch() override;
    void batchDone() override;
    bool outOfMemory(const Error& error) override;

    /// Done, or failed.
    bool isOver() const { return failure() || m_stage == Stage::Over; }
    /// No further training: its best checkpoint so far is prepared if it is good enough, and the job is over.
    void cutOff();

    /// What is left of it after cutOff(), and its best checkpoint, if that is good enough. What a batch under way comes
    /// to is told where it is \p known.
    std::pair<RetrainingAtBorder, std::shared_ptr<const learning::Weights>> atBorder(bool known) const;

    const Settings& settings() const { return m_settings; }
    /// Held-out accuracy of the weights that it would replace.
    const learning::HeldOutAccuracy& before() const { return m_settings.before; }
    /// Held-out accuracy of the best checkpoint; nothing if none was evaluated.
    const std::optional<learning::HeldOutAccuracy>& after() const { return m_after; }
    std::shared_ptr<const learning::Weights> best() const { return m_best; }
    /// The best checkpoint, ready to serve; null if it is not to replace the deployed weights.
    std::shared_ptr<learning::Student> prepared() const { return m_prepared; }
    /// Why there is nothing to deploy.
    std::string rejection() const;
    /// Expected cost of what is left, > 0.
    GpuSeconds remaining() const;
    /// Points of the family's curve that the profile and the end of this run measured.
    const std::vector<profiling::CurveMeasurement>& measurements() const { return m_measurements; }

private:
    enum class Stage { Judge, SetUp, Train, Prepare, Over };
    /// What batches leave for the engine thread.
    struct Results {
        learning::HeldOutAccuracy before;
        std::unique_ptr<learning::Training> run;
        std::shared_ptr<learning::Student> prepared;
        std::optional<double> agreement; ///< of a GPU with the CPU, on what they make of a few frames
    };

    /// What the training came to since it was reported.
    struct Fresh {
        std::vector<learning::Training::Evaluation> evaluations;
        std::optional<learning::HeldOutAccuracy> after; ///< of the best checkpoint
        std::shared_ptr<const learning::Weights> best;
        double fraction = 0.0; ///< of the run that is done
    };

    Batch judge();
    Batch setUp();
    Batch train();
    Batch prepare();
    void halveBatch();
    void checkAgreement();
    std::optional<Fresh> fresh() const;
    void report();
    void goOn();
    bool isGoodEnough(const std::optional<learning::HeldOutAccuracy>& after) const;
    bool isAccepted() const { return isGoodEnough(m_after); }

    Settings m_settings;
    Recorder& m_recorder;
    learning::TrainingInputs m_inputs;
    std::map<std::string, std::string> m_chargedAs; ///< once the batch was halved: its shapes → the configuration's own
    GpuSeconds m_inVain; ///< work before the batch was halved
    std::vector<learning::LabelledFrame> m_compared; ///< frames that a GPU's student is held against the CPU's on
    std::shared_ptr<Results> m_results = std::make_shared<Results>();
    Stage m_stage = Stage::SetUp;
    bool m_running = false;
    bool m_cutOff = false;
    std::size_t m_reported = 0;
    std::optional<Fresh> m_left; ///< by the last batch of training, in a run that is resumed
    std::vector<profiling::CurveMeasurement> m_measurements;
    std::optional<learning::HeldOutAccuracy> m_after;
    std::shared_ptr<const learning::Weights> m_best;
    std::shared_ptr<learning::Student> m_prepared;
};

} // namespace jackdaw::runtime
