// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/learner.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

namespace jackdaw::learning {

Result<Accuracy> evaluate(Student& student, const std::vector<LabelledFrame>& frames)
{
    std::vector<ClassCounts> counts;
    for (const LabelledFrame& frame : frames) {
        const auto detections = student.detect(frame.picture);
        if (!detections)
            return tl::unexpected(detections.error());
        vision::add(counts, vision::match(*detections, frame.labels, student.classes()));
    }
    return vision::f1(counts).value_or(Accuracy{0});
}

} // namespace jackdaw::learning
