// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/training_set.h"
#include "engine/runtime/camera_state.h"
#include "engine/runtime/human_labels.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/labelling_job.h"
#include "engine/runtime/live_channel.h"
#include "engine/runtime/profiling_job.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/sample_schedule.h"
#include "engine/runtime/score_book.h"
#include "engine/runtime/setup_job.h"
#include "engine/runtime/training_cost.h"
#include "engine/runtime/window_clock.h"
#include "engine/scheduling/window_problem.h"
#include "engine/video/camera_feed.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// A camera as it was opened.
struct CameraSource {
    CameraRun run;
    std::unique_ptr<video::CameraFeed> feed;
    HumanLabelIndex human;
    std::vector<std::shared_ptr<vision::GoldenModel>> golden; ///< one per device
};

/// A student that was trained in an earlier session or window.
struct DeployedStudent {
    std::shared_ptr<const learning::Weights> weights;
    Accuracy after; ///< its held-out accuracy then
};

/// One camera of a run: its frames, its student and how far it is (CameraState). What it may take of the devices is
/// decided elsewhere; it starts and ends its own jobs.
class CameraSession {
public:
    CameraSession(CameraId id, CameraSource source, RunServices& services);

    CameraId id() const { return m_id; }
    const std::string& name() const { return m_source.run.settings.name; }
    CameraState state() const { return m_state; }
    bool hasFeed() const { return m_state != CameraState::Lost; }
    /// Records CameraAdded.
    void announce();

    // Frames
    /// Takes the frames that are due by \p due; what is not decoded yet is taken by a later call.
    void pump(Nanoseconds due, LiveChannel& channel);
    /// When the next frame is due; nothing while the decoder has not delivered it, or after the end.
    std::optional<Nanoseconds> nextFrame() const { return m_nextFrame; }
    bool waitsForDecoder() const { return hasFeed() && !m_nextFrame; }
    /// The frame that waits to be processed is dropped: no batch of its window follows.
    void endOfFrames() { m_inference->endOfFrames(); }

    // Windows
    void beginWindow(WindowId window, const WindowClock& windows);
    /// Cuts a round off: its best checkpoint serves, if it is good enough, as soon as it is prepared.
    void endWindow();
    /// Frames, charges and retrainings since the window began go to its record.
    void endRecord(const std::vector<JobCharge>& charges);
    CameraWindow takeRecord() { return std::exchange(m_closing, {}); }
    ScoreBook& scores() { return m_scores; }

    // Students
    /// Starts the training of a first student if there are labels enough; true if it did.
    bool tryFirstTraining();
    /// A camera without a student gets one that was trained in an earlier session.
    void takeOver(DeployedStudent student);
    /// A resumed session goes on with \p student (none: untrained) and counts versions from \p version.
    void restore(DeployedStudent student, WeightsVersion version);
    /// True while a first student is trained, or one is prepared to serve.
    bool isSettingUp() const { return m_state == CameraState::FirstTraining || m_loading.job; }

    // Rounds
    /// Begins a round with what history says of it. No frame is sampled before askForSample().
    void beginRound();
    void askForSample();
    /// True from askForSample() until the sample is labelled.
    bool isSampling() const { return m_state == CameraState::Sampling && m_round.asked; }
    /// Takes what its jobs came to; says so if that changes what there is to plan.
    std::optional<std::string> advance();
    /// Ends a round that is not on offer yet; true if there was one.
    bool giveUpSample();
    /// False if the last round of this window brought nothing.
    bool roundPaid() const { return m_roundPaid; }

    // Planning
    bool isPlanned() const { return hasStudent(m_state); }
    scheduling::StreamProblem problem() const;
    /// Labelling and profiling that the round still needs before a retraining can start.
    GpuSeconds preparationLeft() const;
    /// Share that labels its scored frames as they come.
    Share scoringDemand() const;
    /// Share that processes every frame; 0 without a student.
    Share fullRateDemand() const;
    /// Asks for the sample or starts the retraining that the plan chose, or gives up the one that runs.
    void follow(const scheduling::StreamAllocation& allocation);

    // Jobs, for shares
    JobId inference() const { return m_inference->id(); }
    JobId labelling() const { return m_labelling->id(); }
    bool labelsWait() const { return m_labelling->isBusy(); }
    std::optional<JobId> profiling() const;
    std::optional<JobId> retraining() const;
    /// Jobs that must get on whatever is planned: a first training, a retraining of the window before that is being
    /// prepared to serve, a student that is being loaded.
    std::vector<JobId> unplannedJobs() const;

private:
    /// What is known of the configurations, and the jobs that find out and retrain.
    struct Round {
        int number = 0; ///< within the window
        bool asked = false; ///< frames are sampled for it
        learning::LabelSplit split;
        std::vector<learning::LabelledFrame> rehearsal;
        std::vector<scheduling::RetrainingOption> options;
        std::shared_ptr<ProfilingJob> profiling;
        std::shared_ptr<RetrainingJob> retraining;
    };
    /// A student that is prepared to serve.
    struct Loading {
        DeployedStudent student;
        bool isNew = false; ///< to this session
        std::shared_ptr<std::shared_ptr<learning::PreparedStudent>> prepared;
        std::shared_ptr<SetupJob> job;
    };

    void take(CameraStep step);
    void admit(VideoFrame frame, LiveChannel& channel);
    void lose();
    std::vector<JobId> passingJobs() const;

    bool sampleIsComplete() const;
    std::optional<std::string> sampled();
    void splitSample();
    FrameCounts expectedFrames() const;
    FrameCounts sampledFrames() const;
    void offerFromHistory(const FrameCounts& frames);
    Status startProfile();
    std::optional<std::string> profiled();

    learning::TrainingRun::Inputs trainingInputs() const;
    void startRetraining(const scheduling::RetrainingOption& option);
    void train(std::optional<ConfigurationId> configuration, RetrainingJob::Settings settings,
               learning::TrainingRun::Inputs inputs);
    void retrained(const RetrainingJob& job, const std::string& givenUp);
    void load(DeployedStudent student, bool isNew);
    void loaded();
    void deploy(const DeployedStudent& student, std::shared_ptr<learning::PreparedStudent> prepared,
                WeightsSwapped event);
    void serve(const DeployedStudent& student, std::shared_ptr<learning::PreparedStudent> prepared);

    CameraId m_id;
    CameraSource m_source;
    RunServices& m_services;
    CameraState m_state = CameraState::NoStudent;
    std::optional<Nanoseconds> m_nextFrame;
    std::optional<std::string> m_news; ///< that changes what there is to plan
    ScoreBook m_scores;
    std::shared_ptr<InferenceJob> m_inference;
    std::shared_ptr<LabellingJob> m_labelling;

    std::shared_ptr<const learning::Weights> m_weights;
    WeightsVersion m_version;
    scheduling::Estimate m_start; ///< accuracy of the deployed weights, as far as it is known
    Loading m_loading;
    learning::RehearsalMemory m_memory;

    WindowId m_window;
    Nanoseconds m_windowEnd{0};
    std::optional<SampleSchedule> m_schedule;
    Round m_round;
    bool m_roundPaid = true;
    std::shared_ptr<RetrainingJob> m_ending; ///< cut off by the window's end
    CameraWindow m_record; ///< of the open window
    CameraWindow m_closing; ///< of the window that waits for its last labels
};

} // namespace jackdaw::runtime
