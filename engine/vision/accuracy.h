// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// Objects of the reference that \p counts rest on.
std::uint32_t objectsIn(std::span<const ClassCounts> counts);

/// F1 = 2 TP / (2 TP + FP + FN) over all classes; none where the reference has no object.
std::optional<Accuracy> f1(std::span<const ClassCounts> counts);

void add(std::vector<ClassCounts>& sum, std::span<const ClassCounts> more);

/// One scored frame of a window.
struct ScoredFrame {
    Nanoseconds time{0}; ///< session time of the frame
    WeightsVersion weights; ///< that made the predictions which stood
    std::vector<ClassCounts> counts;
    std::uint32_t uncovered = 0; ///< objects that had no region to be named (Task::Classification)
};

/// From when on the predictions of a version stood.
struct WeightsChange {
    Nanoseconds time{0}; ///< session time of the first frame with it
    WeightsVersion weights;
};

/// Window accuracy A = (1/T) ∫ accuracy dt, exact between events (the inference accuracy over a window that Ekya,
/// NSDI'22, §4.1, maximises): a scored frame stands for the time up to the next scored frame or change of weights, the
/// first one with new weights from that change on; between two changes of weights the counts are pooled, weighted by
/// the time they stand for, and the spans are averaged by the time that was pooled in them. The interval is a bootstrap
/// over blocks of neighbouring frames, which are not independent: within each span, in blocks of about n^(1/3) of its n
/// frames. Frames outside [start, end) are ignored. `ap50` is left none.
///
/// T is the time of which something is known. A frame without an object in its reference says nothing of accuracy: the
/// time it stands for does not count, and what was found on it is for emptyFrames() to say. Nor does the time before
/// the first scored frame count. With no time left there is no accuracy.
///
/// A change that \p changes does not name is taken at the first scored frame that carries the new version, and the time
/// of a version that no scored frame carries counts for the one before it.
///
/// \p task decides what the accuracy of one class is, of which `balanced` is the mean: its F1, or the part of its
/// objects that is rightly named. Over all classes both are the same F1, since a wrong name counts for both classes.
std::optional<MeasuredAccuracy> windowAccuracy(std::span<const ScoredFrame> frames,
                                               std::span<const WeightsChange> changes, Nanoseconds start,
                                               Nanoseconds end, std::uint64_t seed, Task task = Task::Detection);

/// The scored frames of [start, end) in which nothing was to be seen, and the false alarms on them.
EmptyFrames emptyFrames(std::span<const ScoredFrame> frames, Nanoseconds start, Nanoseconds end);

/// Objects and regions of the scored frames of [start, end).
Coverage coverage(std::span<const ScoredFrame> frames, Nanoseconds start, Nanoseconds end);

/// AP at IoU 0.5 of predictions over many frames, mean over the classes that occur in the reference; none without an
/// object.
struct PredictedFrame {
    std::vector<Detection> predictions;
    FrameLabels reference;
};
std::optional<Accuracy> ap50(std::span<const PredictedFrame> frames, std::size_t classes,
                             std::uint32_t coveredClasses = ~0U);

} // namespace jackdaw::vision
