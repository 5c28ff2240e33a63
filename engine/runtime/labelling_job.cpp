// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/labelling_job.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// Scoring frames of one camera that may wait; more would only make scores later, not more.
constexpr std::size_t kMostWaitingScores = 3;

} // namespace

LabellingJob::LabellingJob(JobId id, CameraId camera, const learning::Architecture& student,
                           vision::GoldenModel& golden, ScoreBook& scores, Recorder& recorder) :
    Job(id, JobKind::Labelling, camera),
    m_student(student), m_golden(golden), m_scores(scores), m_recorder(recorder)
{
}

void LabellingJob::offer(VideoFrame frame, SamplePurpose purpose, WindowId window)
{
    const auto scores = std::count_if(m_queue.begin(), m_queue.end(),
                                      [](const Request& request) { return request.purpose == SamplePurpose::Scoring; });
    if (purpose == SamplePurpose::Scoring && static_cast<std::size_t>(scores) >= kMostWaitingScores) {
        ++m_givenUp;
        return;
    }
    m_scores.expect(frame, window);
    m_queue.push_back({std::move(frame), purpose, window});
}

std::size_t LabellingJob::waitingForTraining() const
{
    return static_cast<std::size_t>(std::count_if(m_queue.begin(), m_queue.end(), [&](const Request& request) {
        return request.purpose == SamplePurpose::Training && request.window == m_window;
    }));
}

std::vector<learning::LabelledFrame> LabellingJob::beginSample(WindowId window)
{
    m_window = window;
    m_tracker = {};
    return std::exchange(m_sample, {});
}

Result<std::vector<BatchRun>> LabellingJob::runBatch()
{
    m_running = std::move(m_queue.front());
    m_queue.pop_front();
    auto labels = m_golden.detect(m_running->frame);
    if (!labels) {
        m_scores.giveUp(m_running->frame.time);
        m_recorder.alert(Severity::Warning, camera(), labels.error());
        m_labels.clear();
        m_running.reset();
        return std::vector{BatchRun{m_golden.costShape(), 1, false}};
    }
    m_labels = std::move(*labels);
    m_chargedBefore = charged();
    return std::vector{BatchRun{m_golden.costShape(), 1, !m_golden.lastWasCached()}};
}

void LabellingJob::batchDone()
{
    if (!m_running)
        return;
    const Request request = *std::exchange(m_running, std::nullopt);
    m_recorder.record(
        GoldenLabelled{camera(), request.frame.index, request.frame.time, m_labels, charged() - m_chargedBefore});
    m_scores.labelled(request.frame.time, m_labels);
    if (request.purpose == SamplePurpose::Training && request.window == m_window)
        addToSample(request.frame);
}

void LabellingJob::addToSample(const VideoFrame& frame)
{
    vision::FrameLabels labels = vision::toLabels(m_labels);
    m_tracker.assign(labels);
    auto labelled = learning::makeLabelledFrame(frame, std::move(labels), m_student);
    if (labelled)
        m_sample.push_back(std::move(*labelled));
    else
        m_recorder.alert(Severity::Warning, camera(), labelled.error());
}

} // namespace jackdaw::runtime
