// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/labels.h"

#include "engine/vision/class_bits.h"

namespace jackdaw::vision {

FrameLabels toLabels(const std::vector<Detection>& detections, float threshold)
{
    FrameLabels labels;
    for (const Detection& detection : detections)
        if (detection.score >= threshold)
            labels.push_back({detection.box, classBit(detection.label.value), std::nullopt});
    return labels;
}

FrameLabels toLabels(const std::vector<Detection>& labels, const std::vector<ReferenceObject>& reference)
{
    if (reference.empty())
        return toLabels(labels);
    FrameLabels made;
    for (const ReferenceObject& object : reference)
        made.push_back({object.box, object.allowedClasses, std::nullopt});
    return made;
}

std::vector<ReferenceObject> toRecorded(const FrameLabels& reference, const std::vector<Detection>& labels)
{
    std::vector<ReferenceObject> recorded;
    std::vector<ReferenceObject> plain;
    for (const LabelledObject& object : reference)
        recorded.push_back({object.box, object.allowedClasses});
    for (const Detection& label : labels)
        plain.push_back({label.box, classBit(label.label.value)});
    return recorded == plain ? std::vector<ReferenceObject>() : recorded;
}

std::vector<Detection> toDetections(const FrameLabels& labels)
{
    std::vector<Detection> detections;
    for (const LabelledObject& object : labels)
        if (!object.isIgnored())
            detections.push_back({object.box, ClassId{firstClass(object.allowedClasses)}, 1.0F});
    return detections;
}

} // namespace jackdaw::vision
