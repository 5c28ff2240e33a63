// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/agreement.h"

#include "engine/tensors/lane_tensors.h"
#include "engine/vision/matching.h"

#include <algorithm>

namespace jackdaw::learning {
namespace {

constexpr float kSameBox = 0.9F;

std::size_t sharedBy(const std::vector<Detection>& one, const std::vector<Detection>& other)
{
    return static_cast<std::size_t>(std::count_if(one.begin(), one.end(), [&](const Detection& a) {
        return std::any_of(other.begin(), other.end(), [&](const Detection& b) {
            return a.label == b.label && vision::overlap(a.box, b.box) > kSameBox;
        });
    }));
}

Result<std::vector<std::vector<Detection>>> findOn(Student& student, std::span<const LabelledFrame> frames)
{
    std::vector<std::vector<Detection>> found;
    for (const LabelledFrame& frame : frames) {
        auto detections = student.detect(frame.picture);
        if (!detections)
            return tl::unexpected(detections.error());
        found.push_back(std::move(*detections));
    }
    return found;
}

} // namespace

double agreement(std::span<const std::vector<Detection>> one, std::span<const std::vector<Detection>> other)
{
    std::size_t boxes = 0;
    std::size_t shared = 0;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
        boxes += one[i].size() + other[i].size();
        shared += sharedBy(one[i], other[i]) + sharedBy(other[i], one[i]);
    }
    return boxes == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(boxes);
}

Result<std::optional<double>> agreementWithCpu(const Learner& learner, const std::shared_ptr<const Weights>& weights,
                                               Student& student, std::span<const LabelledFrame> frames)
{
    if (!tensors::laneGpu())
        return std::nullopt;
    const auto here = findOn(student, frames);
    if (!here)
        return tl::unexpected(here.error());
    const tensors::OnCpu onCpu;
    auto twin = learner.prepare(weights);
    const auto there = twin ? findOn(**twin, frames) : tl::unexpected(twin.error());
    if (!there)
        return tl::unexpected(there.error());
    return agreement(*here, *there);
}

} // namespace jackdaw::learning
