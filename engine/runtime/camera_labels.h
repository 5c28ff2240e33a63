// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/training_set.h"
#include "engine/runtime/labelling_job.h"
#include "engine/runtime/people_frames.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/sample_schedule.h"
#include "engine/runtime/window_clock.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace jackdaw::runtime {

/// A rehearsal memory's frames, by the window that they came from.
using RehearsalFrames = std::vector<std::vector<learning::LabelledFrame>>;

/// What of one camera's frames the golden model labels: one every scoring interval for its scores, and those that a
/// round asks for. What a window has labelled is the sample of its rounds; a few frames of it outlive the window.
class CameraLabels {
public:
    CameraLabels(CameraId camera, std::shared_ptr<LabellingJob> scoring, std::shared_ptr<LabellingJob> sampling,
                 std::vector<std::string> costShapes, const RunServices& services);

    LabellingJob& scoring() const { return *m_scoring; }
    LabellingJob& sampling() const { return *m_sampling; }
    const std::shared_ptr<LabellingJob>& shareScoring() const { return m_scoring; }
    const std::shared_ptr<LabellingJob>& shareSampling() const { return m_sampling; }
    /// True if a frame waits or is being labelled.
    bool isBusy() const { return m_scoring->isBusy() || m_sampling->isBusy(); }
    /// Frames that were given up since the last call.
    std::uint32_t takeGivenUp() { return m_scoring->takeGivenUp() + m_sampling->takeGivenUp(); }

    /// In a window in which the camera has no student yet, the frames of its first student's sample are asked for.
    void beginWindow(WindowId window, const WindowClock& windows, bool forFirstStudent);
    /// Every frame in time order; labelled if it is to be. While the golden model serves the camera (\p taught),
    /// samples wait for the frames that it sees anyway.
    void offer(const VideoFrame& frame, bool taught);
    /// The golden model served a frame: its labels go where they are asked for.
    void provide(const TaughtFrame& taught);
    /// How well the golden model's boxes fitted newer frames since the last call, moved along to them.
    std::vector<AgedBoxes> takeAged() { return m_sampling->takeAged(); }

    // What people said of frames
    /// \p frame is learned as they labelled it, in this round and those to come.
    void learn(learning::LabelledFrame frame) { m_people.keep(std::move(frame)); }
    void unlearn(std::int64_t frame) { m_people.forget(frame); }
    /// People's labels of \p frame score (or, if not \p withheld, no longer do): no round learns from it.
    void withhold(std::int64_t frame, bool withheld);
    const PeopleFrames& people() const { return m_people; }

    /// Another round, the \p number th of the window. Nothing is labelled for it before ask().
    void beginRound(int number);
    /// The first round's frames are spread over the part of the window that the settings say; a further one takes the
    /// newest as they come.
    void ask();
    bool isAsked() const { return m_asked; }
    /// Frames of the round that are still to come or to be labelled.
    int framesLeft() const;
    /// True if nothing that was asked for is missing, and there is enough to be split.
    bool isComplete() const;

    /// All labelled frames of the window so far, in time order and with tracks, but for those that are learned as
    /// people labelled them. The next round knows them.
    std::vector<learning::LabelledFrame> takeSample();
    /// What a round's sample will come to: what the window has already, and what the round will ask for.
    learning::FrameCounts expectedFrames() const;
    const learning::RehearsalMemory& memory() const { return m_memory; }
    /// Device time of one frame's labels; 0 if it is not known.
    GpuSeconds cost() const;

    // A run that is resumed
    std::vector<SourceFrame> rehearsalAtBorder() const;
    std::vector<SourceFrame> taughtAtBorder() const;
    void restore(const CameraAtBorder& border, const RehearsalFrames& rehearsal,
                 const std::vector<learning::LabelledFrame>& taught, const std::map<Nanoseconds, VideoFrame>& pictures);

private:
    bool waitsForPeople(const VideoFrame& frame) const;
    int framesToAskFor() const;
    bool usesScored() const;
    bool isToBeTaught(const VideoFrame& frame) const;
    bool isKeptFromTraining(std::int64_t frame) const;
    void collectTaught();
    std::vector<learning::LabelledFrame> sample() const;

    CameraId m_camera;
    std::shared_ptr<LabellingJob> m_scoring; ///< of frames that are scored only
    std::shared_ptr<LabellingJob> m_sampling; ///< of the rounds' frames
    std::vector<std::string> m_costShapes;
    const RunServices& m_services;
    learning::RehearsalMemory m_memory;
    PeopleFrames m_people;
    std::set<std::int64_t> m_awaited; ///< frames of the window that people's label files teach, once they are labelled
    std::set<std::int64_t> m_withheld;
    WindowId m_window;
    Nanoseconds m_windowStart{0};
    std::optional<SampleSchedule> m_schedule;
    int m_round = 0;
    bool m_asked = false; ///< frames of the round
    std::vector<Nanoseconds> m_scoredFrames; ///< of the window
    int m_owed = 0; ///< frames that are asked for, until the golden model serves one
    std::size_t m_scoredBefore = 0; ///< scored frames of the window that the last round knew
};

} // namespace jackdaw::runtime
