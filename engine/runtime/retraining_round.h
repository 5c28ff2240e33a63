// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/training_set.h"
#include "engine/runtime/camera_serving.h"
#include "engine/runtime/people_frames.h"
#include "engine/runtime/profiling_job.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/training_cost.h"
#include "engine/scheduling/window_problem.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// One round of one camera: its labelled sample, what the configurations are expected to bring, and the jobs that find
/// out and retrain. In which order that happens is the camera's business.
class RetrainingRound {
public:
    RetrainingRound(CameraId camera, WindowId window, int number, RunServices& services) :
        m_camera(camera), m_window(window), m_number(number), m_services(&services)
    {
    }

    int number() const { return m_number; }

    /// Splits \p sample, in time order and with tracks, into a training and a held-out part, and adds those of \p
    /// people.
    void takeSample(const std::vector<learning::LabelledFrame>& sample, const learning::RehearsalMemory& memory,
                    const PeopleFrames& people);
    /// True if there is something to learn from.
    bool canLearn() const { return learning::countObjects(m_split.training) > 0; }
    /// True if there is something to be judged by, too.
    bool canBeJudged() const { return canLearn() && m_split.canBeJudged(); }
    /// Numbers of frames of the sample's parts.
    FrameCounts frames() const;

    /// Offers what history says of retrainings on \p frames as soon as that is reckoned, unless the round is over by
    /// then or has a better offer; \p told hears what history says of the deployed weights. Nothing is offered if a
    /// cost is not known.
    void offerFromHistory(const FrameCounts& frames, std::function<void(const scheduling::Estimate&)> told = {});
    /// Offers what the profile, which is over, has found. Returns the accuracy of the deployed weights.
    scheduling::Estimate offerEstimates();
    const std::vector<scheduling::RetrainingOption>& options() const { return *m_options; }
    void withdrawOffer() { offer({}); }
    /// The round is over: what is still reckoned for its profile comes to nothing.
    void giveUp()
    {
        withdrawOffer();
        m_profiling.reset();
    }
    /// On offer, and the newest plan chose none of it.
    bool isPassedOver() const { return m_passedOver; }
    void setPassedOver(bool passedOver) { m_passedOver = passedOver; }
    /// The option that runs, at the cost that is left of it.
    std::optional<scheduling::RetrainingOption> running() const;

    // Jobs
    Status startProfile(const CameraServing& serving, DeviceId device);
    void startFirstTraining(DeviceId device);
    void startRetraining(const CameraServing& serving, const scheduling::RetrainingOption& option, DeviceId device);
    const std::shared_ptr<ProfilingJob>& profiling() const { return m_profiling; }
    const std::shared_ptr<RetrainingJob>& retraining() const { return m_retraining; }
    /// Gives the retraining away: it does not belong to the round any more.
    std::shared_ptr<RetrainingJob> takeRetraining() { return std::exchange(m_retraining, nullptr); }

private:
    using Options = std::vector<scheduling::RetrainingOption>;

    void offer(Options options) { m_options = std::make_shared<Options>(std::move(options)); }
    learning::TrainingInputs inputs(const learning::TrainingConfiguration& configuration) const;
    void train(std::optional<ConfigurationId> configuration, RetrainingJob::Settings settings,
               learning::TrainingInputs inputs, DeviceId device);

    CameraId m_camera;
    WindowId m_window;
    int m_number; ///< within the window
    RunServices* m_services;
    learning::LabelSplit m_split;
    std::vector<learning::LabelledFrame> m_rehearsal;
    std::shared_ptr<Options> m_options = std::make_shared<Options>(); ///< another one for every offer
    bool m_passedOver = false;
    std::shared_ptr<ProfilingJob> m_profiling;
    std::shared_ptr<RetrainingJob> m_retraining;
};

/// Most old frames that a retraining by one of \p configurations uses.
std::size_t mostRehearsal(const std::vector<learning::TrainingConfiguration>& configurations);

} // namespace jackdaw::runtime
