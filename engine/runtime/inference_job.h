// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/learner.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/score_book.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// A camera's live inference: processes the newest frame that waits; older ones are dropped and counted. Frames and
/// swaps may come while a batch is under way: it has its own frame and student.
class InferenceJob final : public Job {
public:
    InferenceJob(JobId id, CameraId camera, ScoreBook& scores, Recorder& recorder);

    /// A frame came. It is due once there is a student.
    void offer(VideoFrame frame);
    /// Hot swap: the next batch uses \p student, whose predictions carry \p version.
    void swap(std::shared_ptr<learning::Student> student, WeightsVersion version);
    /// Frames due and dropped since the last call.
    struct FrameCounts {
        std::uint32_t due = 0;
        std::uint32_t dropped = 0;
    };
    FrameCounts takeCounts() { return std::exchange(m_counts, {}); }
    /// No more frames will come, and the waiting one is dropped.
    void endOfFrames();

    bool ready() const override { return m_waiting && m_student && !m_underWay; }
    Result<Batch> takeBatch() override;
    void batchDone() override;

    /// What outlives a window's end; what a batch under way has found, where that is \p known.
    InferenceAtBorder atBorder(bool known) const;
    /// Goes on where another run of the session was; \p waiting is the frame that waited, with its picture. A frame
    /// that was under way, and nobody knows what was found on it, counts as dropped.
    void restore(const InferenceAtBorder& border, std::optional<VideoFrame> waiting);

    std::shared_ptr<learning::Student> sharedStudent() const { return m_student; }
    WeightsVersion version() const { return m_version; }

private:
    struct Processed {
        VideoFrame frame;
        StandingPredictions predictions;
    };

    void drop(const VideoFrame& frame);

    ScoreBook& m_scores;
    Recorder& m_recorder;
    std::shared_ptr<learning::Student> m_student;
    WeightsVersion m_version;
    std::optional<VideoFrame> m_waiting;
    std::shared_ptr<Processed> m_underWay;
    std::vector<Nanoseconds> m_droppedMeanwhile; ///< times of frames that came and went while a batch is under way
    StandingPredictions m_standing;
    FrameCounts m_counts;
};

} // namespace jackdaw::runtime
