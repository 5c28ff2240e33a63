// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/inference_job.h"

namespace jackdaw::runtime {

InferenceJob::InferenceJob(JobId id, CameraId camera, ScoreBook& scores, Recorder& recorder) :
    Job(id, JobKind::Inference, {camera}), m_scores(scores), m_recorder(recorder)
{
}

void InferenceJob::offer(VideoFrame frame)
{
    // Before its first student a camera has nothing that a frame could be due for.
    if (!m_student) {
        m_recorder.record(FrameDropped{camera(), frame.index});
        m_scores.stands(frame.time, m_standing);
        return;
    }
    ++m_counts.due;
    if (m_waiting)
        drop(*m_waiting);
    m_waiting = std::move(frame);
}

void InferenceJob::drop(const VideoFrame& frame)
{
    ++m_counts.dropped;
    m_recorder.record(FrameDropped{camera(), frame.index});
    // The frame under way is older: its predictions are the newest that can stand for this one.
    if (m_underWay)
        m_droppedMeanwhile.push_back(frame.time);
    else
        m_scores.stands(frame.time, m_standing);
}

void InferenceJob::endOfFrames()
{
    if (const auto waiting = std::exchange(m_waiting, std::nullopt))
        drop(*waiting);
}

void InferenceJob::swap(std::shared_ptr<learning::Student> student, WeightsVersion version)
{
    m_student = std::move(student);
    m_version = version;
}

Result<Batch> InferenceJob::takeBatch()
{
    const auto processed = std::make_shared<Processed>();
    processed->frame = *std::exchange(m_waiting, std::nullopt);
    processed->predictions = {processed->frame.time, m_version, {}};
    m_underWay = processed;
    return Batch{{BatchRun{m_student->costShape()}}, [student = m_student, processed]() -> Result<BatchOutcome> {
                     auto detections = student->detect(processed->frame, kRecallThreshold);
                     if (!detections)
                         return tl::unexpected(detections.error());
                     processed->predictions.detections = std::move(*detections);
                     return BatchOutcome{};
                 }};
}

void InferenceJob::batchDone()
{
    const auto processed = std::exchange(m_underWay, nullptr);
    if (!processed)
        return;
    const VideoFrame& frame = processed->frame;
    m_standing = std::move(processed->predictions);
    m_recorder.record(FrameIndexed{camera(), frame.index, frame.sourceTime, frame.time, m_standing.weights,
                                   confident(m_standing.detections)});
    m_scores.stands(frame.time, m_standing);
    for (const Nanoseconds time : std::exchange(m_droppedMeanwhile, {}))
        m_scores.stands(time, m_standing);
}

InferenceAtBorder InferenceJob::atBorder(bool known) const
{
    InferenceAtBorder border{.standing = m_standing, .droppedMeanwhile = m_droppedMeanwhile};
    if (m_waiting)
        border.waiting = sourceFrame(*m_waiting, {});
    if (m_underWay)
        border.underWay = sourceFrame(m_underWay->frame, {});
    if (m_underWay && known)
        border.found = m_underWay->predictions;
    return border;
}

void InferenceJob::restore(const InferenceAtBorder& border, std::optional<VideoFrame> waiting)
{
    m_standing = border.standing;
    m_waiting = std::move(waiting);
    if (border.underWay && border.found) {
        m_underWay = std::make_shared<Processed>(Processed{withoutPicture(*border.underWay), *border.found});
        m_droppedMeanwhile = border.droppedMeanwhile;
        return;
    }
    if (border.underWay)
        m_scores.stands(border.underWay->frameTime, m_standing);
    for (const Nanoseconds time : border.droppedMeanwhile)
        m_scores.stands(time, m_standing);
}

} // namespace jackdaw::runtime
