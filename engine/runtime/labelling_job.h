// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/learning/learner.h"
#include "engine/runtime/inference_job.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/sample_schedule.h"
#include "engine/runtime/score_book.h"
#include "engine/runtime/side_work.h"
#include "engine/vision/golden_model.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// A camera's golden labels: one frame per batch, in time order; the queue is bounded.
class LabellingJob final : public Job {
public:
    struct Settings {
        std::shared_ptr<const learning::Learner> learner; ///< the sample is kept as it wants it
        std::vector<std::shared_ptr<vision::GoldenModel>> golden; ///< one model per device, by DeviceId
        /// Others, which say what students are held against beside the golden model on frames that people did not
        /// label; empty: there are none. Frames that the golden model serves are not looked at once more.
        std::vector<std::shared_ptr<vision::GoldenModel>> second = {};
        std::size_t classes = 0;
        vision::IgnoredRegions ignored = {}; ///< of the camera; its labels are free of them already
        bool charged = true; ///< its batches cost what labels cost; else nothing, and nobody learns from them
        /// Boxes of each frame of the sample are moved along to the next one, to know how well that does.
        bool learnsMotion = false;
        std::shared_ptr<const HumanLabelIndex> taught = {}; ///< people's labels that are learned; null: there are none
        SideWork* side =
            nullptr; ///< where frames that the golden model served are made part of the sample; null: at once
    };
    LabellingJob(JobId id, CameraId camera, Settings settings, ScoreBook& scores, Recorder& recorder);

    /// A sampled frame. Scoring frames beyond the queue's bound are given up and counted.
    void offer(VideoFrame frame, SamplePurpose purpose, WindowId window);
    /// The golden model has served \p taught, so its labels are there. A frame that waits for them has them at once;
    /// with \p keeps it becomes part of the sample.
    void provide(const TaughtFrame& taught, bool keeps);
    /// False for frames that cannot be labelled.
    bool knows(const VideoFrame& frame) const { return m_settings.golden.front()->knows(frame); }
    /// The first frame of the source from \p frame on that people labelled.
    std::optional<std::int64_t> nextByPeople(std::int64_t frame) const { return m_scores.nextByPeople(frame); }
    /// True for a frame that is learned as people labelled it in a file.
    bool isTaught(std::int64_t frame) const { return m_settings.taught && m_settings.taught->at(frame); }
    /// Makes such a frame part of the sample at once if people said of every class what is there: the golden model has
    /// nothing to add. False if it has.
    bool teach(const VideoFrame& frame);
    /// How well moved boxes fitted the sample's frames since the last call.
    std::vector<AgedBoxes> takeAged() { return std::exchange(m_aged, {}); }
    /// Frames of the window that were labelled so far, in the order in which they came; without tracks.
    const std::vector<learning::LabelledFrame>& labelled() const { return m_sample; }
    /// Training frames of the window that have no labels yet.
    std::size_t waitingForTraining() const;
    /// True if a frame waits or is being labelled.
    bool isBusy() const { return m_underWay || !m_queue.empty(); }
    /// Starts a new window's sample; returns the one before. Training frames that still wait for it are given up: they
    /// would only make the new sample late.
    std::vector<learning::LabelledFrame> beginSample(WindowId window);
    std::uint32_t takeGivenUp() { return std::exchange(m_givenUp, 0); }

    /// What outlives a window's end; the labels of a batch under way, where they are \p known.
    LabellingAtBorder atBorder(bool known) const;
    /// Goes on where another run of the session was: frames of \p border that have a picture among \p pictures, by
    /// their time, are labelled for their scores.
    void restore(const LabellingAtBorder& border, const std::map<Nanoseconds, VideoFrame>& pictures);

    bool ready() const override { return !m_queue.empty() && !m_underWay; }
    bool givesWay() const override { return m_settings.charged; }
    Result<Batch> takeBatch() override;
    void batchDone() override;
    bool batchLost() override;
    bool outOfMemory(const Error& error) override;
    void placedOn(DeviceId device) override { m_device = device; }

private:
    struct Request {
        VideoFrame frame;
        SamplePurpose purpose;
        WindowId window;
    };
    struct Labelled {
        Request request;
        GpuSeconds chargedBefore;
        Result<std::vector<Detection>> labels;
        std::optional<Result<learning::LabelledFrame>> kept; ///< of a frame of the window
        std::optional<AgedBoxes> aged; ///< the boxes of the frame before it, moved along
    };
    /// What people say of a frame of the sample.
    struct PeopleOfFrame {
        std::optional<vision::PeopleLabels> labels;
        bool teach = false; ///< they are learned; otherwise only held against
        std::shared_ptr<vision::GoldenModel> second = {}; ///< says it in their place; null: nobody does
        /// True if the second model's last answer to this thread was.
        bool wasCached() const { return second && second->lastWasCached(); }
        Result<learning::LabelledFrame> kept(const learning::Learner& learner, const VideoFrame& frame,
                                             vision::FrameLabels found) const;
    };

    Batch labelling(const std::shared_ptr<Labelled>& labelled) const;
    std::shared_ptr<vision::GoldenModel> secondFor(const Request& request) const;
    void owe(const SourceFrame& frame, const std::map<Nanoseconds, VideoFrame>& pictures);
    PeopleOfFrame peopleOf(std::int64_t frame) const;
    void giveUp(const Request& request);
    bool isForTraining(const Request& request) const;
    bool isOfWindow(const Request& request) const { return request.window == m_window; }
    bool joinsSample(const Request& request) const { return m_settings.charged && isOfWindow(request); }
    bool learnsMotionOf(const Request& request) const
    {
        return m_settings.learnsMotion && joinsSample(request) && !m_sample.empty();
    }
    void keep(const TaughtFrame& taught);
    void keep(Result<learning::LabelledFrame> labelled);

    Settings m_settings;
    DeviceId m_device;
    ScoreBook& m_scores;
    Recorder& m_recorder;
    std::deque<Request> m_queue;
    std::shared_ptr<Labelled> m_underWay;
    WindowId m_window;
    std::vector<learning::LabelledFrame> m_sample;
    std::size_t m_keeping = 0; ///< labelled, and on their way to the sample
    std::vector<AgedBoxes> m_aged;
    std::uint32_t m_givenUp = 0;
    std::shared_ptr<const void> m_alive = std::make_shared<char>(); ///< nothing comes to a job that is gone
};

} // namespace jackdaw::runtime
