// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/student.h"
#include "engine/learning/training_set.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/labelling_job.h"
#include "engine/runtime/profiling_job.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/run_settings.h"
#include "engine/runtime/sample_schedule.h"
#include "engine/runtime/score_book.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"
#include "engine/video/camera_feed.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// One camera's live state: where its frames come from, what processes them, and how far it is in the window.
struct LiveCamera {
    CameraRun run;
    CameraId id;
    std::unique_ptr<video::CameraFeed> feed; ///< none once lost or ended
    std::optional<Nanoseconds> nextFrame;
    std::unique_ptr<vision::GoldenModel> ownGolden; ///< if its golden labels come from its own file
    std::unique_ptr<ScoreBook> scores;
    std::shared_ptr<InferenceJob> inference;
    std::shared_ptr<LabellingJob> labelling;
    std::shared_ptr<const learning::Weights> weights;
    WeightsVersion version;
    learning::RehearsalMemory memory;
    scheduling::InferenceProfile inferenceProfile;

    /// What the window has come to so far; started anew by beginWindow().
    struct Window {
        std::optional<SampleSchedule> schedule;
        bool sampled = false; ///< the sample is split
        learning::LabelSplit split;
        std::vector<learning::LabelledFrame> rehearsal;
        std::shared_ptr<ProfilingJob> profiling;
        std::vector<scheduling::RetrainingOption> options;
        scheduling::Estimate start;
        bool offered = false; ///< options and start come from the sample, or the camera goes without retraining
        scheduling::StreamAllocation allocation; ///< by the plan that holds
        std::shared_ptr<RetrainingJob> retraining;
        bool tried = false; ///< a retraining ran to its end, or failed
    } window;
    CameraWindow record; ///< of the window that is open
    CameraWindow closing; ///< of the window that waits for its last labels

    bool hasFeed() const { return feed != nullptr; }
    std::string name() const { return run.settings.name; }
};

} // namespace jackdaw::runtime
