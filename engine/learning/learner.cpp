// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/learner.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

namespace jackdaw::learning {

bool HeldOutAccuracy::isBelow(const HeldOutAccuracy& other) const
{
    return golden < other.golden || (people && other.people && *people < *other.people);
}

void Judgement::add(const Judgement& more)
{
    vision::add(golden, more.golden);
    vision::add(people, more.people);
}

HeldOutAccuracy Judgement::accuracy() const
{
    return {vision::f1(golden).value_or(Accuracy{0}), vision::f1(people)};
}

Result<Judgement> Student::judge(const LabelledFrame& frame)
{
    auto found = detect(frame.picture);
    if (!found)
        return tl::unexpected(found.error());
    const std::vector<Detection> detections = frame.judged(std::move(*found));
    Judgement judgement{vision::match(detections, frame.labels, classes()), {}};
    if (frame.people)
        judgement.people = vision::match(detections, frame.people->objects, classes(),
                                         {.coveredClasses = frame.people->coveredClasses});
    return judgement;
}

std::vector<Result<std::vector<Detection>>> Student::lookTogether(std::span<const Look> looks)
{
    std::vector<Result<std::vector<Detection>>> found;
    for (const Look& look : looks)
        found.push_back(look.student->detect(*look.frame, look.threshold));
    return found;
}

Result<HeldOutAccuracy> evaluate(Student& student, const std::vector<LabelledFrame>& frames)
{
    Judgement sum;
    for (const LabelledFrame& frame : frames) {
        const auto judged = student.judge(frame);
        if (!judged)
            return tl::unexpected(judged.error());
        sum.add(*judged);
    }
    return sum.accuracy();
}

} // namespace jackdaw::learning
