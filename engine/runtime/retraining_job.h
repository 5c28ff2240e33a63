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
        learning::TrainingConfiguration training;
        WindowId window;
        Accuracy before; ///< of the deployed weights on the same held-out part
        double objects = 0.0; ///< in the held-out part
        GpuSeconds cost; ///< expected
    };
    RetrainingJob(JobId id, CameraId camera, Settings settings, std::unique_ptr<learning::TrainingRun> run,
                  Recorder& recorder);

    std::optional<ConfigurationId> configuration() const override { return m_settings.configuration; }
    bool ready() const override { return !m_done; }
    Result<std::vector<BatchRun>> runBatch() override;
    void batchDone() override;

    bool isDone() const { return m_done; }
    /// Ends the run now; what its best checkpoint is worth is decided as at a regular end.
    Status abandon();
    const Settings& settings() const { return m_settings; }
    /// Expected cost of what is left, > 0 while it runs.
    GpuSeconds remaining() const;

    /// Held-out accuracy of the best checkpoint; nothing if none was evaluated.
    std::optional<Accuracy> after() const { return m_run->bestAccuracy(); }
    /// True if the best checkpoint is not worse than the deployed weights.
    bool isAccepted() const;
    std::shared_ptr<const learning::Weights> best() const { return m_run->best(); }
    std::shared_ptr<learning::PreparedStudent> prepared() const { return m_prepared; }
    /// Points of the learning curve that this run measured.
    std::vector<profiling::CurveMeasurement> measurements() const;

private:
    Status prepare();

    Settings m_settings;
    std::unique_ptr<learning::TrainingRun> m_run;
    Recorder& m_recorder;
    std::shared_ptr<learning::PreparedStudent> m_prepared;
    std::size_t m_reported = 0;
    bool m_done = false;
};

} // namespace jackdaw::runtime
