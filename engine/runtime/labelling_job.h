// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/training_set.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/sample_schedule.h"
#include "engine/runtime/score_book.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/tracker.h"

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// A camera's golden labels: one frame per batch, in time order; the queue is bounded.
class LabellingJob final : public Job {
public:
    LabellingJob(JobId id, CameraId camera, const learning::Architecture& student, vision::GoldenModel& golden,
                 ScoreBook& scores, Recorder& recorder);

    /// A sampled frame. Scoring frames beyond the queue's bound are given up and counted.
    void offer(VideoFrame frame, SamplePurpose purpose, WindowId window);
    /// Labelled training sample of the window so far, with tracks, in time order.
    const std::vector<learning::LabelledFrame>& sample() const { return m_sample; }
    /// Training frames of the window that still wait.
    std::size_t waitingForTraining() const;
    /// Starts a new window's sample; returns the one before.
    std::vector<learning::LabelledFrame> beginSample(WindowId window);
    std::uint32_t takeGivenUp() { return std::exchange(m_givenUp, 0); }

    bool ready() const override { return !m_queue.empty(); }
    Result<std::vector<BatchRun>> runBatch() override;
    void batchDone() override;

private:
    struct Request {
        VideoFrame frame;
        SamplePurpose purpose;
        WindowId window;
    };

    void addToSample(const VideoFrame& frame);

    learning::Architecture m_student;
    vision::GoldenModel& m_golden;
    ScoreBook& m_scores;
    Recorder& m_recorder;
    std::deque<Request> m_queue;
    std::optional<Request> m_running;
    std::vector<Detection> m_labels;
    GpuSeconds m_chargedBefore;
    WindowId m_window;
    vision::Tracker m_tracker;
    std::vector<learning::LabelledFrame> m_sample;
    std::uint32_t m_givenUp = 0;
};

} // namespace jackdaw::runtime
