// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/runtime/carry_over.h"
#include "engine/runtime/human_labels.h"
#include "engine/runtime/recorder.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/golden_model.h"

#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// The predictions that stand for a camera until newer ones come; of the frame that they were made on, down to
/// kRecallThreshold.
using StandingPredictions = KeptPredictions;

/// A frame as its source can give it again, and one without its picture.
inline SourceFrame sourceFrame(const VideoFrame& frame, WindowId window)
{
    return {window, frame.index, frame.sourceTime, frame.time};
}
inline VideoFrame withoutPicture(const SourceFrame& frame)
{
    VideoFrame without;
    without.index = frame.frame;
    without.sourceTime = frame.sourceTime;
    without.time = frame.frameTime;
    return without;
}

/// Predictions below this score are not kept; average precision needs those between it and learning::kScoreThreshold.
inline constexpr float kRecallThreshold = 0.1F;

/// Those that count as the student's statement.
std::vector<Detection> confident(const std::vector<Detection>& detections);

/// All that says how a camera did in one window.
struct WindowScores {
    std::array<std::vector<vision::ScoredFrame>, 4> byPair;
    std::vector<FrameToScore> scored;
    std::vector<vision::FrameLabels> references; ///< that the scored frames were held against
    std::vector<vision::WeightsChange> changes;
    std::size_t classes = 0;
    Task task = Task::Detection;

    std::vector<vision::ScoredFrame>& of(ScorePair pair) { return byPair[static_cast<std::size_t>(pair)]; }
    const std::vector<vision::ScoredFrame>& of(ScorePair pair) const { return byPair[static_cast<std::size_t>(pair)]; }
};

/// Puts accuracy over [start, end) and what was found where nothing was to be seen into the window's record. Intervals
/// take many resamples, so that many cameras take a while.
void judgeWindow(const WindowScores& scores, Nanoseconds start, Nanoseconds end, std::uint64_t seed,
                 CameraWindow& into);

/// Scores of one camera. A frame is scored once two things are known, in whichever order they come: the predictions
/// that stood when it came, and its golden labels. Where the student saw the frame, what it found there is scored as
/// well: that is how accurate its model is, whoever serves. Before the camera's first student there is nothing to be
/// scored.
class ScoreBook {
public:
    ScoreBook(CameraId camera, std::size_t classes, HumanLabelIndex human, Recorder& recorder,
              Task task = Task::Detection);

    /// Whose labels are those that come, where it can say more of them; else they are taken as they are.
    void holdAgainst(std::shared_ptr<const vision::GoldenModel> golden) { m_golden = std::move(golden); }

    /// \p frame of \p window is to be scored.
    void expect(const VideoFrame& frame, WindowId window);
    /// The predictions that stand at \p frameTime, said of every frame in order of time.
    void stands(Nanoseconds frameTime, const StandingPredictions& predictions);
    /// What the student found on the frame of \p frameTime itself. Where that comes after the window was closed, nobody
    /// asks for it any more.
    void found(Nanoseconds frameTime, const StandingPredictions& predictions);
    void labelled(Nanoseconds frameTime, const std::vector<Detection>& labels);
    /// What people say of frame \p frame of the source; nothing where they labelled nothing.
    std::optional<vision::PeopleLabels> peopleAt(std::int64_t frame) const { return m_human.at(frame); }
    /// The first frame from \p frame on that people labelled.
    std::optional<std::int64_t> nextByPeople(std::int64_t frame) const { return m_human.next(frame); }
    /// True if what the frame that was due at \p frameTime scores may still change: its window is not judged.
    bool isScoring(Nanoseconds frameTime) const;
    /// What people say of frame \p frame from now on; none: nothing. One that was scored is scored against them anew.
    void correct(std::int64_t frame, Nanoseconds frameTime, std::optional<vision::PeopleLabels> labels);
    /// The frame will not be labelled.
    void giveUp(Nanoseconds frameTime) { m_open.erase(frameTime); }

    /// \p predictions held against \p reference, as the student's task has it.
    vision::ScoredFrame held(const std::vector<Detection>& predictions, const vision::FrameLabels& reference,
                             std::uint32_t coveredClasses = ~0U) const;
    /// How what the student found on scored frames fared since the last call.
    std::vector<vision::ScoredFrame> takeFresh() { return std::exchange(m_fresh, {}); }
    /// How boxes that stood fared against golden labels of newer frames since the last call; F1, whosever they are.
    std::vector<AgedBoxes> takeAged() { return std::exchange(m_aged, {}); }

    /// True if no frame of \p window waits for its score.
    bool isComplete(WindowId window) const;
    /// What judgeWindow() needs of \p window.
    WindowScores scoresOf(WindowId window) const;
    /// The same, of a window whose figures stand from now on.
    WindowScores judged(WindowId window);
    /// Forgets the scores of \p window, over [start, end). Windows are closed in order. Returns how the model that
    /// ended the window before did in this one; none where either has no scored frame of it with an object.
    std::optional<CarriedModel> close(WindowId window, Nanoseconds start, Nanoseconds end);

    /// What outlives a window's end, with the scores of \p closing, the window that waits for its last labels.
    ScoresAtBorder atBorder(std::optional<WindowId> closing) const;
    /// Accuracy of the student's model that ended the newest closed window; none where nothing says how accurate it
    /// was.
    std::optional<Accuracy> lastAccuracy() const;
    /// Goes on where another run of the session was; nothing is recorded.
    void restore(const ScoresAtBorder& border, double lastAccuracy);

private:
    enum class Recording { Yes, No };

    struct ScoredModel {
        WeightsVersion weights;
        Accuracy accuracy;
    };

    static std::optional<ScoredModel> lastModel(const std::vector<vision::ScoredFrame>& frames);
    std::optional<CarriedModel> carried(const std::vector<vision::ScoredFrame>& frames, Nanoseconds start,
                                        Nanoseconds end) const;
    vision::FrameLabels referenceFor(const FrameToScore& frame) const;
    void scoreIfKnown(std::map<Nanoseconds, FrameToScore>::iterator open);
    void score(const FrameToScore& frame, Recording recording);
    void scoreFresh(const FrameToScore& frame, Recording recording);
    void scorePeople(const FrameToScore& frame, Recording recording);
    void noteAge(const FrameToScore& frame, const std::vector<Detection>& predictions);
    void score(const SourceFrame& source, ScorePair pair, const StandingPredictions& of,
               const std::vector<Detection>& predictions, const vision::FrameLabels& reference,
               std::uint32_t coveredClasses, Recording recording);

    CameraId m_camera;
    std::size_t m_classes;
    HumanLabelIndex m_human;
    std::shared_ptr<const vision::GoldenModel> m_golden;
    Recorder& m_recorder;
    Task m_task;
    std::map<Nanoseconds, FrameToScore> m_open;
    std::map<WindowId, WindowScores> m_windows;
    std::optional<WindowId> m_judged; ///< the newest
    std::vector<AgedBoxes> m_aged;
    std::vector<vision::ScoredFrame> m_fresh;
    std::optional<ScoredModel> m_last; ///< the model that ended the newest closed window
    std::vector<vision::WeightsChange> m_changes; ///< those of windows that are not closed yet
};

} // namespace jackdaw::runtime
