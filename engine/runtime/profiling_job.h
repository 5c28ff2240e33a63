// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/profiling/micro_profiler.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/side_work.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// A camera's micro-profile in one window: judges the deployed weights on the held-out part, then runs what the
/// profiler asks for, then records the estimates. What the profiler makes of a measurement takes milliseconds and is
/// reckoned beside the loop.
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
    ProfilingJob(JobId id, CameraId camera, Settings settings, const profiling::ProfileHistory& history, SideWork& side,
                 Recorder& recorder);

    bool ready() const override { return m_stage != Stage::Reckon && m_stage != Stage::Done && !m_underWay; }
    Result<Batch> takeBatch() override;
    void batchDone() override;

    /// True once there are estimates, or it has failed.
    bool isOver() const { return failure() || m_stage == Stage::Done; }
    /// Of the deployed weights on the held-out part.
    const learning::HeldOutAccuracy& start() const { return m_results->start; }
    Interval startInterval() const { return m_startInterval; }
    // Once it is over, unless it has failed:
    const std::vector<ConfigurationEstimate>& estimates() const { return m_reckoned.estimates; }
    /// Accuracy of the deployed weights as MicroProfiler::start() has it.
    const profiling::LearningCurve::Prediction& expectedStart() const { return m_reckoned.start; }
    /// All measured points of \p family, the start included.
    std::vector<profiling::CurveMeasurement> measurements(const std::string& family) const
    {
        return m_reckoned.profiler->measurements(family);
    }

private:
    /// Judge → Reckon → (SetUp → Measure → Reckon)... → Done: what the next batch is.
    enum class Stage {
        Judge, ///< the deployed weights on the held-out part
        Reckon, ///< none: what was measured is made something of
        SetUp, ///< a training run for the request
        Measure, ///< its batches
        Done,
    };
    /// What batches leave for the engine thread.
    struct Results {
        learning::HeldOutAccuracy start;
        std::unique_ptr<learning::Training> run;
    };

    /// What is made of the measurements so far.
    struct Reckoned {
        std::shared_ptr<profiling::MicroProfiler> profiler;
        std::optional<profiling::ProfileRequest> request; ///< none: nothing more is worth measuring
        // Then:
        profiling::LearningCurve::Prediction start;
        std::vector<ConfigurationEstimate> estimates;
        std::vector<ProfileEstimated::Curve> curves;
    };
    /// The profiler, with what was measured last.
    using Informed = std::function<std::shared_ptr<profiling::MicroProfiler>()>;

    Batch judgeStart() const;
    Result<Batch> setUp();
    Batch measure() const;
    void takeStart();
    void finishRequest();
    void reckon(Informed profiler);
    static Reckoned reckoned(std::shared_ptr<profiling::MicroProfiler> profiler);
    void goOn(Reckoned reckoned);
    void finish();

    Settings m_settings;
    const profiling::ProfileHistory& m_history;
    SideWork& m_side;
    Recorder& m_recorder;
    Stage m_stage = Stage::Judge;
    bool m_underWay = false;
    std::shared_ptr<Results> m_results = std::make_shared<Results>();
    Reckoned m_reckoned;
    GpuSeconds m_requestStart;
    GpuSeconds m_workStart;
    Interval m_startInterval;
    std::shared_ptr<const void> m_alive = std::make_shared<char>(); ///< a job that is gone reckons nothing
};

} // namespace jackdaw::runtime
