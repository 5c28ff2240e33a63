// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/inference_job.h"
#include "engine/runtime/labelling_job.h"
#include "engine/runtime/retraining_job.h"
#include "engine/runtime/training_cost.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/engine/runtime/recording.h"
#include "tests/support/scripted_golden.h"

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Jobs that a test runs batch by batch.
namespace jackdaw::testing {

using namespace jackdaw::runtime;
using namespace std::chrono_literals;

inline constexpr CameraId kCamera{3};

inline bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// Runs a batch's work as a lane does.
inline Result<BatchOutcome> run(const Batch& batch)
{
    return batch.work();
}

/// The job's next batch from its lease to its charge. The runs that it was charged for.
inline std::vector<BatchRun> runNext(Job& job, double seconds = 0.01)
{
    const auto batch = job.takeBatch();
    if (!batch || !run(*batch))
        return {};
    job.addCharge(GpuSeconds{seconds});
    job.batchDone();
    return batch->runs;
}

inline VideoFrame frameAt(Nanoseconds time)
{
    VideoFrame frame = syntheticFrame(static_cast<std::uint32_t>(time / 100ms)).picture;
    frame.time = time;
    return frame;
}

inline std::shared_ptr<const learning::Learner> learner()
{
    return learning::makeLearner(smallArchitecture());
}

inline std::shared_ptr<learning::Student> student(std::uint64_t seed = 1)
{
    return std::move(*learner()->prepare(learner()->initial(seed, kCamera)));
}

struct JobsBench {
    Recording recording;
    ScoreBook scores{kCamera, 2, {}, recording.recorder()};
    LiveBoxes boxes{kCamera, scores, recording.recorder()};
    std::shared_ptr<ScriptedGolden> golden = std::make_shared<ScriptedGolden>();

    InferenceJob inference() { return InferenceJob(JobId{1}, kCamera, {}, boxes, recording.recorder()); }
    LabellingJob labelling()
    {
        return LabellingJob(JobId{2}, kCamera, {.learner = learner(), .golden = {golden}, .classes = 2}, scores,
                            recording.recorder());
    }
    /// As a camera does where nobody moves boxes.
    void offer(InferenceJob& job, Nanoseconds time)
    {
        boxes.standFor(frameAt(time));
        job.offer(frameAt(time));
    }
};

inline learning::TrainingInputs trainingInputs(double epochs)
{
    learning::TrainingInputs inputs;
    inputs.start = learner()->initial(1, kCamera);
    inputs.training = syntheticFrames(0, 6);
    inputs.heldOut = syntheticFrames(40, 2);
    inputs.configuration = {.name = "test", .epochs = epochs};
    inputs.evaluateAfter = evaluationEpochs(inputs.configuration);
    return inputs;
}

inline std::string kind(const std::vector<BatchRun>& runs)
{
    return runs.empty() ? std::string() : runs.front().shape.substr(0, runs.front().shape.find('/'));
}

/// Runs \p job to its end, or until it cannot give a batch; the kinds of its batches, repetitions left out.
inline std::vector<std::string> runAll(Job& job)
{
    std::vector<std::string> kinds;
    while (job.ready()) {
        const auto batch = job.takeBatch();
        if (!batch) {
            job.setFailure(batch.error());
            break;
        }
        if (const auto done = run(*batch); !done) {
            job.setFailure(done.error());
            break;
        }
        job.addCharge(GpuSeconds{0.01});
        job.batchDone();
        if (kinds.empty() || kinds.back() != kind(batch->runs))
            kinds.push_back(kind(batch->runs));
    }
    return kinds;
}

} // namespace jackdaw::testing
