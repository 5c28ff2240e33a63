// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What people look at after a run: the frames that matter, and what they say is to be seen on them.
namespace jackdaw {

/// A frame of a camera's source.
struct FrameKey {
    CameraId camera;
    std::int64_t frame = -1; ///< index in the source
    constexpr auto operator<=>(const FrameKey&) const = default;
};

/// Why a frame that the golden model labelled is worth a look.
enum class ReviewReason : std::uint8_t {
    AfterDrift, ///< one of the first labelled frames of a window in which what the camera sees had changed
    Disagreement, ///< what stood and what the golden model says differ
    LowScores, ///< the golden model was hardly sure of its labels
    SpotCheck, ///< nothing is odd about it: such frames show what the golden model gets wrong where all looks well
};

/// A frame that the golden model labelled, with what stood on it.
struct ReviewFrame {
    FrameKey key;
    Nanoseconds frameTime{0}; ///< session time
    Nanoseconds sourceTime{0}; ///< presentation time in the source
    ReviewReason reason = ReviewReason::SpotCheck;
    double worth = 0.0; ///< 0..1, the more the sooner it is to be looked at
    std::vector<Detection> golden;
    std::vector<ReferenceObject> reference; ///< as GoldenLabelled::reference
    bool served = false; ///< a trained student or the teacher served the camera: `standing` says something
    std::vector<Detection> standing;
    std::uint32_t right = 0; ///< standing boxes held against the golden labels: IoU >= 0.3 and the same class
    std::uint32_t wrong = 0;
    std::uint32_t missed = 0;
    std::optional<Accuracy> f1; ///< none where there was nothing to see
    bool operator==(const ReviewFrame&) const = default;
};

/// The frames of a session that are worth a look, the most worth first.
struct ReviewSheet {
    std::vector<ReviewFrame> frames;
    std::size_t leftOut = 0; ///< labelled frames of least worth that are not among them
    std::vector<std::string> classes;
    std::map<CameraId, CameraAdded> cameras; ///< as they were announced last
};

/// What a person says of one frame. A frame with a correction that is done is labelled by people, also where it is
/// empty.
struct Correction {
    ReviewVerdict verdict = ReviewVerdict::Begun;
    std::vector<CorrectedObject> objects; ///< all that are there
    bool isDone() const { return verdict != ReviewVerdict::Begun; }
    bool operator==(const Correction&) const = default;
};

using Corrections = std::map<FrameKey, Correction>;

/// What the golden model got wrong of one class, on the frames that people looked at.
struct GoldenMistakes {
    ClassId label;
    std::uint32_t objects = 0; ///< people say that many are there
    std::uint32_t right = 0; ///< of them the golden model found and named
    std::uint32_t otherClass = 0; ///< it found and took for another class
    std::uint32_t missed = 0; ///< it did not find
    std::uint32_t falseAlarms = 0; ///< labels of this class where there is nothing
    bool operator==(const GoldenMistakes&) const = default;
};

/// How the golden model's labels begin as objects of a person who has not changed anything yet.
std::vector<CorrectedObject> objectsOf(const std::vector<Detection>& labels);

} // namespace jackdaw
