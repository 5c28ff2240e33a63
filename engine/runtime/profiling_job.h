// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/profiling/micro_profiler.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"

#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// A camera's micro-profile in one window: judges the deployed weights on the held-out part, then runs what the
/// profiler asks for, then records the estimates.
class ProfilingJob final : public Job {
public:
    struct Settings {
        std::shared_ptr<const learning::Learner> learner;
        WindowId window;
        std::vector<learning::TrainingConfiguration> configurations;
        profiling::MicroProfiler::Inputs profiler; ///< its start accuracy is measured here
        learning::TrainingInputs training; ///< all but the configuration
        std::shared_ptr<learning::Student> student;
    };
    ProfilingJob(JobId id, CameraId camera, Settings settings, const profiling::ProfileHistory& history,
                 Recorder& recorder);

    bool ready() const override { return m_stage != Stage::Done && !m_underWay; }
    Result<Batch> takeBatch() override;
    void batchDone() override;

    /// True once there are estimates, or it has failed.
    bool isOver() const { return failure() || m_stage == Stage::Done; }
    /// Of the deployed weights on the held-out part.
    const learning::HeldOutAccuracy& start() const { return m_results->start; }
    Interval startInterval() const { return m_startInterval; }
    const std::vector<ConfigurationEstimate>& estimates() const { return m_estimates; }
    const profiling::MicroProfiler* profiler() const { return m_profiler ? &*m_profiler : nullptr; }

private:
    /// Judge → (SetUp → Measure)... → Done: what the next batch is.
    enum class Stage {
        Judge, ///< the deployed weights on the held-out part
        SetUp, ///< a training run for the request
        Measure, ///< its batches
        Done,
    };
    /// What batches leave for the engine thread.
    struct Results {
        learning::HeldOutAccuracy start;
        std::unique_ptr<learning::Training> run;
    };

    Batch judgeStart() const;
    Result<Batch> setUp();
    Batch measure() const;
    void takeStart();
    void nextRequest();
    void finishRequest();
    void finish();

    Settings m_settings;
    const profiling::ProfileHistory& m_history;
    Recorder& m_recorder;
    Stage m_stage = Stage::Judge;
    bool m_underWay = false;
    std::shared_ptr<Results> m_results = std::make_shared<Results>();
    std::optional<profiling::MicroProfiler> m_profiler;
    std::optional<profiling::ProfileRequest> m_request;
    GpuSeconds m_requestStart;
    GpuSeconds m_workStart;
    Interval m_startInterval;
    std::vector<ConfigurationEstimate> m_estimates;
};

} // namespace jackdaw::runtime
