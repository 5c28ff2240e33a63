// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_boxes.h"

#include <utility>

namespace jackdaw::runtime {

void LiveBoxes::keepPicture(bool keep)
{
    m_keeps = keep;
    if (!keep)
        m_picture.reset();
}

void LiveBoxes::index(const VideoFrame& frame, const StandingPredictions& predictions)
{
    const Nanoseconds age = frame.time - predictions.frameTime;
    std::vector<Detection> boxes = confident(predictions.detections);
    // First what it counts: of a frame that is in the session its counts are there too.
    if (m_counts)
        m_counts->see(frame, boxes, age);
    m_recorder.record(FrameIndexed{m_camera, frame.index, frame.sourceTime, frame.time, predictions.weights,
                                   std::move(boxes), predictions.server, age});
}

void LiveBoxes::found(const VideoFrame& frame, StandingPredictions predictions,
                      const std::optional<std::vector<Detection>>& alone)
{
    m_standing = std::move(predictions);
    if (m_keeps)
        m_picture = frame;
    index(frame, m_standing);
    if (m_standing.server != Server::Student)
        return;
    StandingPredictions fresh = m_standing;
    fresh.detections = alone.value_or(fresh.detections);
    m_scores.found(frame.time, fresh);
}

void LiveBoxes::moved(const VideoFrame& frame, StandingPredictions predictions)
{
    m_scores.stands(frame.time, predictions);
    // While these were moved, newer ones may have been found on another lane.
    if (predictions.frameTime < m_standing.frameTime)
        return;
    index(frame, predictions);
    m_standing = std::move(predictions);
    if (m_keeps)
        m_picture = frame;
}

void LiveBoxes::restore(StandingPredictions standing, std::optional<VideoFrame> picture)
{
    m_standing = std::move(standing);
    m_picture = std::move(picture);
}

} // namespace jackdaw::runtime
