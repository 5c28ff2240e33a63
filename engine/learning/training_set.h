// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/ignored_regions.h"
#include "engine/vision/labels.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jackdaw::learning {

/// A picture at the student's input size with its reference labels in pixels of that size; what is kept of a frame once
/// it is labelled. Ignored objects (no allowed class) give no loss and no error.
///
/// It owns height x width x 3 bytes of the *input*, whatever the camera's size: 304 128 with 352 x 288. So a camera
/// that labels S frames in a window, for samples and for scores, and remembers R of earlier ones holds at most (S + R)
/// times as many (samples and rehearsal share their pictures).
struct LabelledFrame {
    VideoFrame picture; ///< index and times are those of the camera's frame
    vision::FrameLabels labels;
    std::optional<vision::PeopleLabels> people; ///< where they labelled it: held against
    vision::IgnoredRegions ignored = {}; ///< of its camera: nothing is learned there, and nothing judged

    /// What a detector is taught: the labels, and that nothing is known of the ignored regions.
    vision::FrameLabels taught() const;
    /// What of \p predictions, in pixels of the picture, is held against labels.
    std::vector<Detection> judged(std::vector<Detection> predictions) const;
};

/// \p frame with \p labels and those of \p people in its own pixels, scaled to the size of the student's input.
/// InvalidInput for a frame without pixels.
Result<LabelledFrame> makeLabelledFrame(const VideoFrame& frame, vision::FrameLabels labels, vision::PictureSize input,
                                        std::optional<vision::PeopleLabels> people = {});

/// A window's labels, split so that training and held-out part share neither a frame nor a track: neighbouring
/// frames show the same object, so a split by frame would flatter the student.
struct LabelSplit {
    std::vector<LabelledFrame> training;
    std::vector<LabelledFrame> heldOut;
    std::uint32_t heldOutObjects = 0;

    /// False where no object is held out: no accuracy could rest on it, so nothing is retrained on such a sample.
    bool canBeJudged() const { return heldOutObjects > 0; }
};

struct SplitOptions {
    double heldOutFraction = 0.3; ///< of the frames, the latest ones
    std::uint32_t wantedObjects = 8; ///< tracks that cross the border go to the held-out side until it has as many
};

/// \p frames in time order, objects with tracks. The last frames are held out. A track seen on both sides belongs to
/// one of them and is ignored on the other.
LabelSplit splitByTrackAndTime(std::vector<LabelledFrame> frames, const SplitOptions& options = {});

/// Objects that count, i.e. are not ignored.
std::uint32_t countObjects(const std::vector<LabelledFrame>& frames);

/// Old frames of one camera, kept so that a scene that returns is not forgotten.
class RehearsalMemory {
public:
    explicit RehearsalMemory(std::size_t capacity = 48) : m_capacity(capacity) { }

    /// Keeps \p count of \p frames, evenly spaced; above capacity the memory thins out its oldest window first to
    /// keep every window represented.
    void keep(const std::vector<LabelledFrame>& frames, std::size_t count);
    /// Keeps the frame with this index in the source no longer: it has come to score.
    void forget(std::int64_t frame);

    /// \p count frames for one retraining, spread over the kept windows, chosen by \p seed.
    std::vector<LabelledFrame> sample(std::size_t count, std::uint64_t seed, std::uint32_t camera,
                                      std::uint32_t step) const;
    std::size_t size() const;
    /// The kept frames, by the window that they came from, oldest first.
    const std::vector<std::vector<LabelledFrame>>& windows() const { return m_windows; }

private:
    std::size_t m_capacity;
    std::vector<std::vector<LabelledFrame>> m_windows;
};

} // namespace jackdaw::learning
