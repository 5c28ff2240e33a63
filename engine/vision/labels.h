// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// An object in reference labels, made by people or by the golden model.
struct LabelledObject {
    Box box;
    /// Bit i set: a prediction of class i is right. Several bits where the label does not tell classes apart (a "van"
    /// is a car or a truck); no bit: the object is ignored, a prediction on it counts neither way.
    std::uint32_t allowedClasses = 0;
    std::optional<TrackId> track;

    bool isIgnored() const { return allowedClasses == 0; }
    bool operator==(const LabelledObject&) const = default;
};

using FrameLabels = std::vector<LabelledObject>;

/// What people say of one frame.
struct PeopleLabels {
    FrameLabels objects;
    std::uint32_t coveredClasses = 0; ///< as LabelFile::coveredClasses
};

/// Labels of a video, by frame index of the source. A frame that is not listed was not labelled; a frame that is
/// listed with no object is empty.
struct LabelFile {
    std::map<std::int64_t, FrameLabels> frames;
    /// Classes that these labels cover, as bits: predictions of other classes are left out of a comparison.
    std::uint32_t coveredClasses = 0;
};

/// Reference labels from detections: every detection with score >= \p threshold becomes an object of its class.
FrameLabels toLabels(const std::vector<Detection>& detections, float threshold = 0.0F);
/// Reference labels as they are recorded: \p reference where it says anything, else \p labels.
FrameLabels toLabels(const std::vector<Detection>& labels, const std::vector<ReferenceObject>& reference);
/// What is recorded of \p reference beside \p labels: nothing where they say the same.
std::vector<ReferenceObject> toRecorded(const FrameLabels& reference, const std::vector<Detection>& labels);
/// The way back, with score 1: of an object that may be several classes the first, of an ignored one none.
std::vector<Detection> toDetections(const FrameLabels& labels);

} // namespace jackdaw::vision
