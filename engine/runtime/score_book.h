// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/runtime/carry_over.h"
#include "engine/runtime/human_labels.h"
#include "engine/runtime/recorder.h"
#include "engine/vision/accuracy.h"

#include <array>
#include <map>
#include <vector>

namespace jackdaw::runtime {

/// The predictions that stand for a camera until newer ones come.
struct StandingPredictions {
    Nanoseconds frameTime{0}; ///< of the frame that they were made on
    WeightsVersion weights;
    std::vector<Detection> detections; ///< down to kRecallThreshold
};

/// Predictions below this score are not kept; average precision needs those between it and learning::kScoreThreshold.
inline constexpr float kRecallThreshold = 0.1F;

/// Those that count as the student's statement.
std::vector<Detection> confident(const std::vector<Detection>& detections);

/// Scores of one camera. A sampled frame is scored once two things are known, in whichever order they come: the
/// predictions that stood at its time, and its golden labels. Before the camera's first student there is nothing to be
/// scored.
class ScoreBook {
public:
    ScoreBook(CameraId camera, std::size_t classes, HumanLabelIndex human, Recorder& recorder);

    /// \p frame was sampled in \p window.
    void expect(const VideoFrame& frame, WindowId window);
    /// The predictions that stand at \p frameTime, said of every frame in order of time.
    void stands(Nanoseconds frameTime, const StandingPredictions& predictions);
    void labelled(Nanoseconds frameTime, const std::vector<Detection>& labels);
    /// The frame will not be labelled.
    void giveUp(Nanoseconds frameTime) { m_open.erase(frameTime); }

    /// True if no sampled frame of \p window waits for its score.
    bool isComplete(WindowId window) const;
    /// Accuracy of \p window over [start, end) and what was found where nothing was to be seen; forgets the window's
    /// scores. Windows are closed in order. Returns how the model that ended the window before did in this one; none
    /// where either has no scored frame of it with an object.
    std::optional<CarriedModel> close(WindowId window, Nanoseconds start, Nanoseconds end, std::uint64_t seed,
                                      CameraWindow& into);

private:
    struct Open {
        VideoFrame frame;
        WindowId window;
        std::optional<StandingPredictions> standing;
        std::optional<std::vector<Detection>> golden;
    };
    struct WindowScores {
        std::array<std::vector<vision::ScoredFrame>, 3> byPair;
        std::vector<vision::PredictedFrame> predicted;
    };

    struct ScoredModel {
        WeightsVersion weights;
        Accuracy accuracy;
    };

    static std::optional<ScoredModel> lastModel(const std::vector<vision::ScoredFrame>& frames);
    std::optional<CarriedModel> carried(const std::vector<vision::ScoredFrame>& frames, Nanoseconds start,
                                        Nanoseconds end) const;
    void scoreIfKnown(std::map<Nanoseconds, Open>::iterator open);
    void score(const Open& open, ScorePair pair, const std::vector<Detection>& predictions,
               const vision::FrameLabels& reference, std::uint32_t coveredClasses);

    CameraId m_camera;
    std::size_t m_classes;
    HumanLabelIndex m_human;
    Recorder& m_recorder;
    std::map<Nanoseconds, Open> m_open;
    std::map<WindowId, WindowScores> m_windows;
    std::optional<ScoredModel> m_last; ///< the model that ended the newest closed window
    std::vector<vision::WeightsChange> m_changes; ///< those of windows that are not closed yet
};

} // namespace jackdaw::runtime
