// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/clock.h"
#include "engine/profiling/micro_profiler.h"
#include "engine/runtime/carry_over.h"
#include "engine/runtime/command_queue.h"
#include "engine/runtime/cost_book.h"
#include "engine/runtime/executor.h"
#include "engine/runtime/live_camera.h"
#include "engine/runtime/live_channel.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/run_settings.h"
#include "engine/runtime/training_cost.h"
#include "engine/scheduling/planner.h"
#include "engine/session/session_file.h"
#include "engine/vision/golden_model.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// A first student that was trained in an earlier session.
struct FirstStudent {
    std::shared_ptr<const learning::Weights> weights;
    std::optional<Accuracy> after; ///< its held-out accuracy then
};

/// What a run is made of; opened and checked by openRun().
struct RunParts {
    RunSettings settings;
    SessionStarted started; ///< the session's first event
    std::unique_ptr<Clock> clock;
    std::unique_ptr<session::SessionWriter> writer;
    std::unique_ptr<vision::GoldenModel> golden; ///< none if every camera brings its own labels
    std::unique_ptr<scheduling::Planner> planner;
    CostBook costs{ClockKind::Wall, {}};
    std::vector<std::unique_ptr<video::CameraFeed>> feeds;
    std::vector<HumanLabelIndex> humanLabels;
    std::vector<std::unique_ptr<vision::GoldenModel>> cameraGolden; ///< per camera; null where the common one serves
    std::optional<session::ResumePoint> resume;
    std::vector<std::shared_ptr<const learning::Weights>> restored; ///< per camera, with resume; null: untrained
    std::vector<FirstStudent> firstStudents; ///< per camera, if taken over from an earlier session
    profiling::ProfileHistory history;
    std::uint32_t firstJob = 0; ///< a resumed session goes on counting its jobs
};

/// The live loop (design §7): window after window on one device, all of it on the calling thread.
///
/// Window 0 labels a sample over its whole length and then holds the cameras until every first student is trained. Each
/// later window is planned at its start from history, again whenever a camera's sample is labelled and profiled, and
/// at every completion of a retraining, while inference goes on; its last labels may still be made in the next window,
/// and it closes when they are.
class LiveLoop {
public:
    LiveLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands);
    ~LiveLoop();

    /// Runs to the last window or until \p stop. The error, if any, is one that ended the run.
    Status run(std::stop_token stop);

private:
    // Frame by frame (live_loop.cpp)
    bool step(Nanoseconds until);
    void obeyCommands();
    void pause();
    void pump(Nanoseconds until);
    void admit(LiveCamera& camera, VideoFrame frame);
    void loseFeed(LiveCamera& camera);
    void idle(Nanoseconds until);
    bool stopped() const { return m_stop.stop_requested() || m_stopCommand; }

    // Window by window (window_stages.cpp)
    void beginWindow(WindowId window);
    void endWindow();
    void collectCounts();
    void closeWhenComplete(bool evenIfIncomplete = false);
    Status trainFirstStudents(WindowId window);
    void retrainWindow(WindowId window);
    void advance(LiveCamera& camera, WindowId window);
    void runFirstTrainings();
    Status takeOverFirstStudents();
    Status startFirstTraining(LiveCamera& camera, WindowId window);
    void endRetrainings();
    void drainLabels();

    // Until a camera can be retrained (sampling_stages.cpp)
    void expectSample(LiveCamera& camera);
    void offer(LiveCamera& camera, const FrameCounts& frames);
    bool advanceSampling(LiveCamera& camera, WindowId window);
    void splitSample(LiveCamera& camera);
    void startProfile(LiveCamera& camera, WindowId window);
    void takeEstimates(LiveCamera& camera);
    bool giveUpSampling();
    GpuSeconds samplingCost(const LiveCamera& camera) const;
    GpuSeconds profilingBudget() const;
    std::size_t mostRehearsal() const;
    const vision::GoldenModel& goldenOf(const LiveCamera& camera) const;
    FrameCounts frameCounts(const LiveCamera& camera) const;
    double labellingReserve() const;
    void shareEqually();
    void refreshInferenceProfile(LiveCamera& camera);

    // Decisions (retraining_stages.cpp)
    void plan(WindowId window, const std::string& reason);
    std::vector<LiveCamera*> plannedCameras();
    void apply(const scheduling::Plan& plan, const std::vector<LiveCamera*>& cameras, WindowId window);
    void followPlan(LiveCamera& camera, WindowId window);
    void shareDevice();
    Status startRetraining(LiveCamera& camera, WindowId window, const scheduling::RetrainingOption& option);
    void finishRetraining(LiveCamera& camera, const std::string& failure = {});
    void swapIn(LiveCamera& camera, const RetrainingJob& job);
    void deploy(LiveCamera& camera, std::shared_ptr<const learning::Weights> weights,
                std::shared_ptr<learning::PreparedStudent> prepared, WeightsSwapped event);
    learning::TrainingRun::Inputs trainingInputs(const LiveCamera& camera, WindowId window) const;

    void addCameras();
    bool needsFirstStudents(bool firstWindow) const;
    Status restoreStudents();
    Status measureUnknownCosts();
    JobId newJob() { return JobId{m_nextJob++}; }
    Nanoseconds windowStart(WindowId window) const { return m_parts.settings.windowLength * window.value; }
    Nanoseconds windowEnd(WindowId window) const { return windowStart(window) + m_parts.settings.windowLength; }

    RunParts m_parts;
    LiveChannel& m_channel;
    CommandQueue& m_commands;
    Clock& m_clock;
    Recorder m_recorder;
    DeviceExecutor m_executor;
    std::vector<LiveCamera> m_cameras;
    std::stop_token m_stop;
    bool m_stopCommand = false;
    double m_reserve = 0.0; ///< kept back for scoring by the plan that holds: measured costs may have changed since
    CarryOver m_carryOver;
    std::optional<WindowId> m_closing; ///< ended, and waiting for its last labels
    std::optional<WindowId> m_open;
    Status m_failure;
    std::uint32_t m_nextJob = 0;
};

} // namespace jackdaw::runtime
