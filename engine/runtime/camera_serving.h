// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/runtime/camera_jobs.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/live_boxes.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/setup_job.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// A student that is there already.
struct TrainedStudent {
    std::shared_ptr<const learning::Weights> weights;
    std::optional<learning::HeldOutAccuracy> after; ///< when it was trained
};

/// Tells \p event, a swap or a rejection, how the weights before and after a retraining were judged.
template <class Event>
void tellAccuracies(Event& event, const std::optional<learning::HeldOutAccuracy>& before,
                    const std::optional<learning::HeldOutAccuracy>& after)
{
    if (before) {
        event.before = before->golden;
        event.peopleBefore = before->people;
    }
    if (after) {
        event.after = after->golden;
        event.peopleAfter = after->people;
    }
}

/// What serves one camera: which way of serving was chosen, its inference job and, where the planner may have boxes
/// moved along, the job that does it; and the weights of its student. New weights are stored, swapped in between two
/// batches and recorded.
class CameraServing {
public:
    /// \p teachers: as InferenceJob has them.
    CameraServing(CameraId camera, std::vector<std::shared_ptr<vision::GoldenModel>> teachers, CameraJobs& jobs,
                  ScoreBook& scores, RunServices& services);
    CameraServing(const CameraServing&) = delete;
    CameraServing& operator=(const CameraServing&) = delete;

    /// Every frame in time order; \p newest if no newer one is due already.
    void offer(VideoFrame frame, bool newest = true);
    /// The frames that wait to be processed are dropped: their window is over.
    void endOfFrames();
    /// From now on the camera is served like that.
    void choose(const ServingChosen& choice);
    /// None before anything was chosen: the student then, whose boxes stand.
    const std::optional<Serving>& chosen() const { return m_chosen; }
    /// What is found in \p regions from now on is passed over.
    void ignore(vision::IgnoredRegions regions) { m_boxes.ignore(std::move(regions)); }
    /// Counts what it serves from now on.
    void countBy(std::unique_ptr<CameraCounter> counts) { m_boxes.countBy(std::move(counts)); }
    /// At \p now the camera is gone: nothing stands in its zones.
    void forgetCounts(Nanoseconds now);
    bool isTaught() const { return m_chosen && m_chosen->server == Server::Teacher; }

    InferenceJob& inference() const { return *m_inference; }
    /// The job that moves boxes along, while they are.
    std::optional<JobId> moving() const;
    void place(DeviceId device);
    InferenceAtBorder atBorder(bool known) const;
    /// \p pictures: of the frames of \p border, by their session time.
    void restore(const InferenceAtBorder& border, const std::map<Nanoseconds, VideoFrame>& pictures);
    /// Its jobs that go on in the next window: the inference, and what moves boxes.
    PlacedJob placedInference() const { return m_jobs.placed(*m_inference); }
    std::optional<PlacedJob> placedMoving() const;

    DeviceId device() const { return m_services.devices.deviceOf(m_inference->id()); }
    /// Null before the first student.
    const std::shared_ptr<const learning::Weights>& weights() const { return m_weights; }
    WeightsVersion version() const { return m_version; }
    std::shared_ptr<learning::Student> student() const { return m_inference->sharedStudent(); }

    /// What \p retraining made serves from now on. It has something to deploy.
    void deploy(const RetrainingJob& retraining);
    /// Prepares a student of another session to serve; the swap is recorded.
    void takeOver(TrainedStudent student);
    /// A resumed session goes on with \p weights (null: untrained), which it has \p prepared, and counts versions from
    /// \p version.
    void restore(std::shared_ptr<const learning::Weights> weights, std::shared_ptr<learning::Student> prepared,
                 WeightsVersion version);

    /// The job that prepares a student; nothing while none does.
    std::optional<JobId> loading() const;
    /// A student that was being prepared, and has been, serves from now on; true if there was one.
    bool finishLoading();
    void stopLoading() { m_loading = {}; }

private:
    struct Loading {
        TrainedStudent student;
        std::shared_ptr<std::shared_ptr<learning::Student>> prepared; ///< left there by the batch
        std::shared_ptr<SetupJob> job;
    };

    bool store(const TrainedStudent& student, const std::optional<learning::HeldOutAccuracy>& before,
               std::optional<ConfigurationId> configuration);
    void serve(std::shared_ptr<const learning::Weights> weights, std::shared_ptr<learning::Student> prepared);
    bool moves() const { return m_chosen && m_chosen->moved && m_moving; }

    CameraId m_camera;
    CameraJobs& m_jobs;
    RunServices& m_services;
    LiveBoxes m_boxes;
    std::optional<Serving> m_chosen;
    std::shared_ptr<InferenceJob> m_inference;
    std::shared_ptr<MovingJob> m_moving; ///< null where the planner may not have boxes moved
    std::shared_ptr<const learning::Weights> m_weights;
    WeightsVersion m_version;
    Loading m_loading;
};

} // namespace jackdaw::runtime
