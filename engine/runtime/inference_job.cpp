// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/inference_job.h"

namespace jackdaw::runtime {

InferenceJob::InferenceJob(JobId id, CameraId camera, ScoreBook& scores, Recorder& recorder) :
    Job(id, JobKind::Inference, camera), m_scores(scores), m_recorder(recorder)
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
    m_scores.stands(frame.time, m_standing);
}

void InferenceJob::endOfFrames()
{
    if (const auto waiting = std::exchange(m_waiting, std::nullopt))
        drop(*waiting);
}

void InferenceJob::swap(std::shared_ptr<learning::PreparedStudent> student, WeightsVersion version)
{
    m_student = std::move(student);
    m_version = version;
}

Result<std::vector<BatchRun>> InferenceJob::runBatch()
{
    m_processed = std::exchange(m_waiting, std::nullopt);
    m_standing = {m_processed->time, m_version, m_student->detect(*m_processed, kRecallThreshold)};
    return std::vector{BatchRun{learning::PreparedStudent::costShape(m_student->weights().architecture())}};
}

void InferenceJob::batchDone()
{
    const VideoFrame frame = *std::exchange(m_processed, std::nullopt);
    m_recorder.record(FrameIndexed{camera(), frame.index, frame.sourceTime, frame.time, m_standing.weights,
                                   confident(m_standing.detections)});
    m_scores.stands(frame.time, m_standing);
}

} // namespace jackdaw::runtime
