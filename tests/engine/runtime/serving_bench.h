// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/inference_job.h"
#include "engine/runtime/labelling_job.h"
#include "tests/engine/runtime/recording.h"
#include "tests/engine/vision/moving_pictures.h"
#include "tests/support/fake_learner.h"
#include "tests/support/scripted_golden.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// One camera's jobs, batch by batch: a scripted golden model, a scripted student, and a thing that moves steadily.
namespace jackdaw::testing {

inline constexpr CameraId kServedCamera{3};

/// Finds what it is told to.
class ScriptedStudent final : public learning::Student {
public:
    explicit ScriptedStudent(std::vector<Detection> answer) : m_answer(std::move(answer)) { }
    Result<std::vector<Detection>> detect(const VideoFrame&, float) override { return m_answer; }
    std::size_t classes() const override { return 2; }
    std::string costShape() const override { return "infer/scripted"; }

private:
    std::vector<Detection> m_answer;
};

/// Frame number n comes after n tenths of a second; on it the thing has moved by n times (4, 2).
inline VideoFrame frameOf(int number)
{
    VideoFrame frame = thingAt(100 + 4 * number, 100 + 2 * number);
    frame.index = number;
    frame.time = std::chrono::milliseconds(100 * number);
    return frame;
}

inline Detection thingOn(int number, std::uint32_t label = 0)
{
    const auto x = static_cast<float>(100 + 4 * number);
    const auto y = static_cast<float>(100 + 2 * number);
    return {{x, y, x + 60.0F, y + 40.0F}, ClassId{label}, 0.9F};
}

inline const Detection kElsewhere{{10, 10, 40, 30}, ClassId{1}, 0.9F};

inline runtime::StandingPredictions predictions(int number, std::vector<Detection> detections)
{
    return {std::chrono::milliseconds(100 * number), WeightsVersion{1}, std::move(detections)};
}

inline bool isAt(const runtime::StandingPredictions& standing, int number)
{
    if (standing.detections.size() != 1)
        return false;
    const Box& box = standing.detections[0].box;
    const Box expected = thingOn(number).box;
    return std::abs(box.x1 - expected.x1) < 0.5F && std::abs(box.y1 - expected.y1) < 0.5F;
}

inline Result<runtime::BatchOutcome> finish(runtime::Job& job, const runtime::Batch& batch, double seconds = 0.01)
{
    const auto outcome = batch.work();
    if (outcome) {
        job.addCharge(GpuSeconds{batch.runs.empty() ? 0.0 : seconds});
        job.batchDone();
    }
    return outcome;
}

inline Result<runtime::BatchOutcome> runNext(runtime::Job& job)
{
    const auto batch = job.takeBatch();
    return batch ? finish(job, *batch) : Result<runtime::BatchOutcome>(tl::unexpected(batch.error()));
}

inline std::vector<std::string> shapes(const runtime::Batch& batch)
{
    std::vector<std::string> names;
    for (const runtime::BatchRun& run : batch.runs)
        names.push_back(run.shape);
    return names;
}

struct ServingBench {
    Recording recording;
    runtime::ScoreBook scores{kServedCamera, 2, {}, recording.recorder()};
    runtime::LiveBoxes boxes{kServedCamera, scores, recording.recorder()};
    std::shared_ptr<ScriptedGolden> golden = std::make_shared<ScriptedGolden>();
    runtime::InferenceJob inference{JobId{1}, kServedCamera, {golden}, boxes, recording.recorder()};
    runtime::MovingJob moving{JobId{2}, kServedCamera, boxes};

    /// The student finds nothing where anything is.
    explicit ServingBench(Server server = Server::Teacher)
    {
        inference.swap(std::make_shared<ScriptedStudent>(std::vector{kElsewhere}), WeightsVersion{1});
        inference.serve(server);
        golden->answer = std::vector{thingOn(0)};
    }

    /// As a camera does where nobody moves boxes.
    void offer(int number)
    {
        boxes.standFor(frameOf(number));
        inference.offer(frameOf(number));
    }
    runtime::LabellingJob labelling(bool charged = true, bool learnsMotion = false, runtime::SideWork* side = nullptr)
    {
        return runtime::LabellingJob(JobId{4}, kServedCamera,
                                     {.learner = std::make_shared<FakeLearner>(),
                                      .golden = {golden},
                                      .classes = 2,
                                      .charged = charged,
                                      .learnsMotion = learnsMotion,
                                      .side = side},
                                     scores, recording.recorder());
    }
    std::vector<FrameScored> scored() { return bodies<FrameScored>(recording.events()); }
};

} // namespace jackdaw::testing
