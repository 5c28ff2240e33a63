// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/learner.h"
#include "engine/runtime/job.h"
#include "engine/runtime/live_boxes.h"
#include "engine/runtime/recorder.h"
#include "engine/vision/golden_model.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// A frame with what the golden model found on it while it served: its labels, which cost nothing more.
struct TaughtFrame {
    VideoFrame frame;
    std::vector<Detection> labels;
    std::optional<std::vector<Detection>> student = {}; ///< what the student found there, if it was tried
};

/// A camera's live inference, by its student, by the golden model, or by both in turn: processes the newest frame that
/// waits; older ones are dropped and counted. Frames, swaps and changes of the server may come while a batch is under
/// way: it has its own frame and network.
class InferenceJob final : public Job {
public:
    /// \p teachers: one golden model per device, by DeviceId; none where only the student serves.
    InferenceJob(JobId id, CameraId camera, std::vector<std::shared_ptr<vision::GoldenModel>> teachers,
                 LiveBoxes& boxes, Recorder& recorder);

    /// A frame came; \p newest if no newer one is due already. It is due once there is a student.
    void offer(VideoFrame frame, bool newest = true);
    /// Hot swap: the next batch uses \p student, whose predictions carry \p version.
    void swap(std::shared_ptr<learning::Student> student, WeightsVersion version);
    /// What serves from the next batch on.
    void serve(Server server) { m_server = server; }
    /// Frames due and dropped since the last call.
    struct FrameCounts {
        std::uint32_t due = 0;
        std::uint32_t dropped = 0;
        std::uint32_t late = 0; ///< of the dropped: the engine came to them when a newer one was due already
    };
    FrameCounts takeCounts() { return std::exchange(m_counts, {}); }
    /// While the golden model serves, its student is tried on the next \p frames frames, too, so that it is known what
    /// it could do.
    void tryStudent(std::uint32_t frames) { m_trials = frames; }
    /// Frames that the golden model served since the last call.
    std::vector<TaughtFrame> takeTaught() { return std::exchange(m_taught, {}); }
    /// No more frames will come, and the waiting one is dropped.
    void endOfFrames();

    bool ready() const override
    {
        return m_waiting && m_student && !m_underWay && m_boxes.awaited() != m_waiting->time;
    }
    std::string kindOfRound() const override;
    bool givesWay() const override { return m_server == Server::Teacher || (m_server == Server::Both && m_turn == 0); }
    Result<Batch> takeBatch() override;
    void batchDone() override;
    bool batchLost() override;
    bool outOfMemory(const Error& error) override;
    void placedOn(DeviceId device) override { m_device = device; }

    /// What outlives a window's end; what a batch under way has found, where that is \p known.
    InferenceAtBorder atBorder(bool known) const;
    /// Goes on where another run of the session was; \p waiting and \p underWay are the frames of \p border, with their
    /// pictures where there are any. A frame that was under way, and nobody knows what was found on it, counts as
    /// dropped.
    void restore(const InferenceAtBorder& border, std::optional<VideoFrame> waiting,
                 std::optional<VideoFrame> underWay);

    std::shared_ptr<learning::Student> sharedStudent() const { return m_student; }
    WeightsVersion version() const { return m_version; }

private:
    struct Processed {
        VideoFrame frame;
        StandingPredictions predictions;
        std::optional<Error> failure; ///< of the golden model
        std::optional<std::vector<Detection>> trial; ///< what the student found there by itself
    };

    void drop(const VideoFrame& frame);
    Server nextServer();
    Batch studentBatch(const std::shared_ptr<Processed>& processed) const;
    Batch teacherBatch(const std::shared_ptr<Processed>& processed);

    std::vector<std::shared_ptr<vision::GoldenModel>> m_teachers;
    LiveBoxes& m_boxes;
    Recorder& m_recorder;
    DeviceId m_device;
    Server m_server = Server::Student;
    std::uint32_t m_turn = 0; ///< frames since the golden model's, where both serve in turn
    std::shared_ptr<learning::Student> m_student;
    WeightsVersion m_version;
    std::optional<VideoFrame> m_waiting;
    std::shared_ptr<Processed> m_underWay;
    std::uint32_t m_trials = 0;
    std::vector<TaughtFrame> m_taught;
    FrameCounts m_counts;
    std::uint32_t m_withoutMemory = 0; ///< frames that were dropped for that
};

/// Moves a camera's boxes along to each of its frames as it comes; a frame that a newer one overtakes keeps the boxes
/// that stand.
class MovingJob final : public Job {
public:
    MovingJob(JobId id, CameraId camera, LiveBoxes& boxes);

    /// A frame came while there are boxes to be moved.
    void offer(VideoFrame frame);
    /// The frame that waits is passed over.
    void endOfFrames();

    bool ready() const override { return m_waiting && m_boxes.picture() && !m_underWay; }
    Result<Batch> takeBatch() override;
    void batchDone() override;
    bool batchLost() override;
    bool outOfMemory(const Error&) override { return batchLost(); }

    MovingAtBorder atBorder(bool known) const;
    void restore(const MovingAtBorder& border, std::optional<VideoFrame> waiting, std::optional<VideoFrame> underWay);

private:
    struct Moved {
        VideoFrame frame;
        StandingPredictions predictions;
    };

    LiveBoxes& m_boxes;
    std::optional<VideoFrame> m_waiting;
    std::shared_ptr<Moved> m_underWay;
};

} // namespace jackdaw::runtime
