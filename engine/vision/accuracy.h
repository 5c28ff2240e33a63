// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// F1 = 2 TP / (2 TP + FP + FN) over all classes; 0 where nothing was there and nothing was found.
Accuracy f1(std::span<const ClassCounts> counts);

/// Mean F1 over the classes that occur in the reference (design §5).
Accuracy balancedF1(std::span<const ClassCounts> counts);

void add(std::vector<ClassCounts>& sum, std::span<const ClassCounts> more);

/// One scored frame of a window.
struct ScoredFrame {
    Nanoseconds time{0}; ///< session time of the frame
    WeightsVersion weights; ///< that made the predictions which stood
    std::vector<ClassCounts> counts;
};

/// From when on the predictions of a version stood.
struct WeightsChange {
    Nanoseconds time{0}; ///< session time of the first frame with it
    WeightsVersion weights;
};

/// Window accuracy A = (1/T) ∫ accuracy dt (design §5), exact between events: a scored frame stands for the time up to
/// the next scored frame or change of weights, the first one with new weights from that change on; between two changes
/// of weights the counts are pooled, weighted by the time they stand for, and the spans are averaged by their lengths.
/// The interval is a bootstrap over blocks of neighbouring frames, which are not independent. Frames outside
/// [start, end) are ignored. `ap50` is left 0.
///
/// A change that \p changes does not name is taken at the first scored frame that carries the new version, and the time
/// of a version that no scored frame carries counts for the one before it. Of the time before the first scored frame
/// nothing is known: it does not count, and T is what is left. A span in which nothing was there and nothing was found
/// says nothing and is left out of the average; with none left the result is 0. Resampling is done within each span, in
/// blocks of about n^(1/3) of its n frames.
MeasuredAccuracy windowAccuracy(std::span<const ScoredFrame> frames, std::span<const WeightsChange> changes,
                                Nanoseconds start, Nanoseconds end, std::uint64_t seed);

/// AP at IoU 0.5 of predictions over many frames, mean over the classes that occur in the reference.
struct PredictedFrame {
    std::vector<Detection> predictions;
    FrameLabels reference;
};
Accuracy ap50(std::span<const PredictedFrame> frames, std::size_t classes, std::uint32_t coveredClasses = ~0U);

} // namespace jackdaw::vision
