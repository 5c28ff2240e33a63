// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/runtime/camera_counter.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/score_book.h"
#include "engine/vision/ignored_regions.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// The boxes that stand for a camera until newer ones come. A frame is scored by what stands when it comes, so by boxes
/// that are older; moved along to the frame they still are. What a student finds on a frame says how accurate its model
/// is; what the golden model finds there is never held against its own labels of that frame.
class LiveBoxes {
public:
    LiveBoxes(CameraId camera, ScoreBook& scores, Recorder& recorder) :
        m_camera(camera), m_scores(scores), m_recorder(recorder)
    {
    }

    const StandingPredictions& standing() const { return m_standing; }
    /// The frame on whose picture they lie; kept only while boxes are moved along.
    const std::optional<VideoFrame>& picture() const { return m_picture; }
    void keepPicture(bool keep);
    /// Where nothing stands: whoever finds boxes leaves out those there.
    void ignore(vision::IgnoredRegions regions) { m_ignored = std::move(regions); }
    const vision::IgnoredRegions& ignored() const { return m_ignored; }
    /// From now on \p counts sees what stands for each frame.
    void countBy(std::unique_ptr<CameraCounter> counts) { m_counts = std::move(counts); }
    /// Null where nothing is counted.
    CameraCounter* counts() const { return m_counts.get(); }

    /// The frame that boxes are still to be moved to: until then nothing may be found on it, since what is found there
    /// is not older than it.
    const std::optional<Nanoseconds>& awaited() const { return m_awaited; }
    void awaitMove(std::optional<Nanoseconds> frameTime) { m_awaited = frameTime; }

    /// \p frame came or was passed over: what stands now is what there was for it.
    void standFor(const VideoFrame& frame) { m_scores.stands(frame.time, m_standing); }
    /// Whatever serves the camera found \p predictions on \p frame; the student \p alone, where that is not the same.
    void found(const VideoFrame& frame, StandingPredictions predictions,
               const std::optional<std::vector<Detection>>& alone = {});
    /// \p predictions, older than \p frame, were moved along to it.
    void moved(const VideoFrame& frame, StandingPredictions predictions);

    /// Goes on where another run of the session was.
    void restore(StandingPredictions standing, std::optional<VideoFrame> picture);

private:
    void index(const VideoFrame& frame, const StandingPredictions& predictions);

    CameraId m_camera;
    ScoreBook& m_scores;
    Recorder& m_recorder;
    std::unique_ptr<CameraCounter> m_counts;
    vision::IgnoredRegions m_ignored;
    StandingPredictions m_standing;
    std::optional<VideoFrame> m_picture;
    std::optional<Nanoseconds> m_awaited;
    bool m_keeps = false;
};

} // namespace jackdaw::runtime
