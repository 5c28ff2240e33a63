// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/camera_corrections.h"
#include "engine/runtime/camera_jobs.h"
#include "engine/runtime/camera_labels.h"
#include "engine/runtime/camera_serving.h"
#include "engine/runtime/camera_state.h"
#include "engine/runtime/human_labels.h"
#include "engine/runtime/live_channel.h"
#include "engine/runtime/model_belief.h"
#include "engine/runtime/retraining_round.h"
#include "engine/runtime/score_book.h"
#include "engine/runtime/serving_estimate.h"
#include "engine/runtime/window_clock.h"
#include "engine/scheduling/plan.h"
#include "engine/video/camera_feed.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What a camera of a resumed run goes on with.
struct ResumedCamera {
    std::shared_ptr<const learning::Weights> weights; ///< null: untrained
    WeightsVersion version;
    RehearsalFrames rehearsal;
    CameraAtBorder border;
    std::vector<PlacedJob> jobs; ///< in their order; none in sessions from before, whose cameras get new ones
    std::map<Nanoseconds, VideoFrame> pictures; ///< of the frames that wait, by their session time
    std::shared_ptr<const learning::Weights> best; ///< of the retraining that was cut off
    bool preparing = false; ///< a batch that prepares it is under way
    /// The session's newest word of the camera is that it gives no pictures, be it from after the border.
    bool lostInRecord = false;
    CountedBefore counted;
    std::vector<learning::LabelledFrame> taught; ///< that are learned as people labelled them
    std::vector<LabelCorrected> corrected; ///< the newest of each frame, up to the border
    std::vector<LabelCorrected> owed; ///< those after it
};

using GoldenModels = std::vector<std::shared_ptr<vision::GoldenModel>>;

/// A camera as it was opened.
struct CameraSource {
    CameraRun run;
    std::unique_ptr<video::CameraFeed> feed;
    HumanLabelIndex human; ///< that score
    GoldenModels golden; ///< one per device, by DeviceId
    std::optional<ResumedCamera> resumed;
    vision::IgnoredRegions ignored = {}; ///< whose objects its labels are free of
    HumanLabelIndex taught = {}; ///< that train
    GoldenModels second = {}; ///< as golden, see LabellingSettings; may be empty
};

/// Shapes in the cost table of what labelling a frame of \p camera's sample takes.
std::vector<std::string> labelShapes(const CameraSource& camera);

/// What a camera came to that others must know.
struct CameraNews {
    bool replan = true; ///< what there is to plan has changed; otherwise only which job its share goes to
    std::string reason; ///< in words, for the plan
};

/// One camera of a run: its frames, its student, and how far it is (CameraState). What it may take of the devices is
/// decided elsewhere; it starts and ends its own jobs.
class CameraSession {
public:
    CameraSession(CameraId id, CameraSource source, RunServices& services);

    CameraId id() const { return m_id; }
    const std::string& name() const { return m_source.run.settings.name; }
    /// The golden model and the second one, whose looks are charged together; none where there is no second one.
    GoldenModels modelsAskedTogether() const;
    CameraState state() const { return m_state; }
    /// How many steps it has taken: what was meant for an earlier one may not hold any more.
    std::uint32_t steps() const { return m_steps; }
    bool hasFeed() const { return m_state != CameraState::Lost; }
    /// True for a live camera that gives nothing at the moment.
    bool mayReturn() const { return !hasFeed() && m_source.feed->info().live && !m_source.feed->ended(); }
    /// True if its source came to its end, and did not break.
    bool hasEnded() const { return m_ended; }
    /// Records CameraAdded.
    void announce();

    // Frames
    /// Takes the frames that are due by \p due; what is not decoded yet is taken by a later call.
    void pump(Nanoseconds due, LiveChannel& channel);
    /// When the next frame is due; nothing while the decoder has not delivered it, or after the end.
    std::optional<Nanoseconds> nextFrame() const { return m_nextFrame; }
    bool waitsForDecoder() const { return hasFeed() && !m_nextFrame; }
    /// The frame that waits to be processed is dropped: its window is over.
    void endOfFrames() { m_serving.endOfFrames(); }

    // People
    /// What somebody says of one of its frames; all of it fits the camera.
    void correct(LabelCorrected said) { m_corrections.take(std::move(said), keptPictures()); }

    // Windows
    void beginWindow(WindowId window, const WindowClock& windows);
    /// Cuts a round off: its best checkpoint serves, if it is good enough, as soon as it is prepared.
    void endWindow();
    /// Frames, charges and retrainings since the window began go to its record. Returns the frames that were dropped
    /// because the engine itself came too late to them.
    std::uint32_t endRecord(const std::vector<JobCharge>& charges);
    /// Of the window that ended last.
    const CameraWindow& record() const { return m_closing; }
    ScoreBook& scores() { return m_scores; }

    // Students
    /// Starts the training of a first student if there are labels enough; true if it did. A sample that is not complete
    /// has to do where nothing more will come.
    bool tryFirstTraining(bool evenIfIncomplete = false);
    /// A camera without a student gets one that was trained in another session.
    void takeOver(TrainedStudent student);
    /// In a resumed run: goes on as the session says.
    void restore();
    /// What it goes into a window with, while \p closing waits for its last labels; what batches under way come to is
    /// told where it is \p known. Weights that are still to be prepared are stored.
    CameraAtBorder atBorder(std::optional<WindowId> closing, bool known) const;
    /// Its jobs that go on in the next window.
    std::vector<PlacedJob> placement() const;
    /// True while a first student is trained, or one is prepared to serve.
    bool isSettingUp() const { return m_state == CameraState::FirstTraining || m_serving.loading(); }

    // Rounds
    /// Begins a round with what history says of it. No frame is sampled before askForSample().
    void beginRound();
    void askForSample();
    /// True from askForSample() until the sample is labelled.
    bool isSampling() const { return m_state == CameraState::Sampling && m_labels.isAsked(); }
    /// Takes what its jobs came to.
    std::optional<CameraNews> advance();
    /// Ends a round that is not on offer yet; true if there was one.
    bool giveUpSample();
    /// Settled, and another round could bring something: the last one of this window did, and there may be more.
    bool mayGoOn() const;
    /// True while the window's first round may still lead to a retraining.
    bool isInFirstRound() const { return isInRound(m_state) && m_round.number() == 0 && !m_round.isPassedOver(); }

    // Experience
    /// The network of its students: cameras of one network are like each other.
    std::string network() const { return m_services.learner(m_id)->inferenceShape(); }
    /// The shape of a batch that its golden model labels.
    std::string goldenShape() const { return m_source.golden.front()->costShape(); }
    const SeenModel& seenModel() const { return m_belief.atBorder(); }
    std::vector<AgedBoxes> agedBoxes() const { return m_estimate.atBorder(); }
    /// What cameras have in common, for what it did not see itself.
    void consider(const SeenModel& model, const std::vector<AgedBoxes>& ageing);

    // Planning
    bool isPlanned() const { return hasStudent(m_state); }
    scheduling::StreamProblem problem() const;
    /// Labelling of its scored frames, which gets what it needs to label them as they come.
    scheduling::JobProblem scoringJob() const;
    /// Share that processes every frame; 0 without a student.
    Share fullRateDemand() const;
    /// What serves the camera with \p inference: the best way that there is for that share, unless the one that serves
    /// now is nearly as good.
    void serve(Share inference);
    /// Asks for the sample or starts the retraining that the plan chose, or gives up the one that runs.
    void follow(const scheduling::StreamAllocation& allocation);
    /// The plan's devices: from the next batch on its jobs run there.
    void place(std::optional<DeviceId> inference, std::optional<DeviceId> retraining, std::optional<DeviceId> scoring);

    // Jobs, for shares
    JobId inference() const { return m_serving.inference().id(); }
    /// The job that moves boxes along, while they are, and the share that keeps up with every frame.
    std::optional<JobId> moving() const { return m_serving.moving(); }
    Share movingShare() const;
    JobId scoring() const { return m_labels.scoring().id(); }
    JobId sampling() const { return m_labels.sampling().id(); }
    bool labelsWait() const { return m_labels.isBusy(); }
    std::optional<JobId> profiling() const;
    std::optional<JobId> retraining() const;
    /// Jobs that must get on whatever is planned: what leads to a first student, a retraining of the window before that
    /// is being prepared to serve, a student that is being prepared.
    std::vector<JobId> unplannedJobs() const;

private:
    std::shared_ptr<LabellingJob> labelling(CameraJobs::Place place);
    KeptPictures keptPictures() const;
    void takeLabelsOfServer();
    scheduling::Estimate believed() const { return m_belief.estimate(m_start); }
    scheduling::InferenceProfile inferenceProfile() const;
    ServingCosts servingCosts() const;
    void restoreStudent();
    void restoreRetraining();
    void take(CameraStep step);
    void admit(VideoFrame frame, bool newest, LiveChannel& channel);
    void warnOfFewPictures(double framesPerSecond);
    void recordFaults();
    void comeBack(Nanoseconds now);
    void lose(const std::string& reason);
    scheduling::Preparation preparationLeft() const;
    scheduling::JobPlace placeOf(JobId job) const;
    DeviceId trainingDevice() const { return m_services.devices.deviceOf(sampling()); }
    std::optional<CameraNews> sampled();
    std::optional<CameraNews> profiled();
    std::optional<CameraNews> trained();
    void expect(const scheduling::Estimate& start) { m_start = start; }
    void learn(const RetrainingJob& job);
    void reject(const RetrainingJob& job);
    void finish(const RetrainingJob& job, const std::string& givenUp = {});

    CameraId m_id;
    CameraSource m_source;
    RunServices& m_services;
    CameraState m_state = CameraState::NoStudent;
    std::uint32_t m_steps = 0;
    std::optional<Nanoseconds> m_nextFrame;
    bool m_ended = false;
    Nanoseconds m_lastFrame{0}; ///< session time of the newest frame
    bool m_isAnnounced = false; ///< with the size of its pictures
    std::optional<CameraNews> m_news;
    ScoreBook m_scores;
    CameraJobs m_jobs;
    CameraServing m_serving;
    CameraLabels m_labels;
    CameraCorrections m_corrections;
    ServingEstimate m_estimate;
    std::optional<TaughtFrame> m_lastTaught; ///< of the open window

    WindowId m_window;
    RetrainingRound m_round;
    scheduling::Estimate m_start; ///< accuracy of the deployed weights on what was held out, as far as it is known
    ModelBelief m_belief;
    bool m_paid = true; ///< the last round brought something
    std::shared_ptr<RetrainingJob> m_ending; ///< cut off by the window's end
    CameraWindow m_record; ///< of the open window
    CameraWindow m_closing; ///< of the window that waits for its last labels
};

} // namespace jackdaw::runtime
