// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/learner.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

namespace jackdaw::learning {

Result<std::vector<ClassCounts>> Student::judge(const LabelledFrame& frame)
{
    const auto detections = detect(frame.picture);
    if (!detections)
        return tl::unexpected(detections.error());
    return vision::match(*detections, frame.labels, classes());
}

Result<Accuracy> evaluate(Student& student, const std::vector<LabelledFrame>& frames)
{
    std::vector<ClassCounts> counts;
    for (const LabelledFrame& frame : frames) {
        const auto judged = student.judge(frame);
        if (!judged)
            return tl::unexpected(judged.error());
        vision::add(counts, *judged);
    }
    return vision::f1(counts).value_or(Accuracy{0});
}

} // namespace jackdaw::learning
