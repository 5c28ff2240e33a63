// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/setup_job.h"

#include <memory>
#include <optional>

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

/// What serves one camera: its inference job, and the weights that the job runs with. New weights are stored, swapped
/// in between two batches and recorded.
class Serving {
public:
    Serving(CameraId camera, std::shared_ptr<InferenceJob> inference, RunServices& services);

    InferenceJob& inference() const { return *m_inference; }
    std::shared_ptr<InferenceJob> shareInference() const { return m_inference; }
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

    CameraId m_camera;
    RunServices& m_services;
    std::shared_ptr<InferenceJob> m_inference;
    std::shared_ptr<const learning::Weights> m_weights;
    WeightsVersion m_version;
    Loading m_loading;
};

} // namespace jackdaw::runtime
