// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/score_scale.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace jackdaw::learning {
namespace {

constexpr int kSteps = 36;

/// From a twelfth of the usual threshold to 0.9, closer together where scores are low.
float candidate(int step)
{
    const double part = static_cast<double>(step) / (kSteps - 1);
    return static_cast<float>(0.02 * std::pow(45.0, part));
}

} // namespace

std::string thresholdText(float threshold)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, threshold).ptr;
    return {text, end};
}

Result<float> thresholdOf(const std::string& text, const std::string& name)
{
    float threshold = 0.0F;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, threshold);
    if (parsed.ec != std::errc() || parsed.ptr != end || !(threshold > 0.0F && threshold < 1.0F))
        return fail(ErrorCode::Corrupt, name + ": the metadata \"threshold\" is not a number between 0 and 1.",
                    "Take another copy of the weights.");
    return threshold;
}

void ThresholdSearch::add(std::vector<Detection> detections, vision::FrameLabels labels)
{
    m_shown.push_back({std::move(detections), std::move(labels)});
}

double ThresholdSearch::f1At(float threshold) const
{
    std::vector<ClassCounts> counts;
    for (const Shown& shown : m_shown) {
        std::vector<Detection> said = shown.detections;
        std::erase_if(said, [&](const Detection& detection) { return detection.score < threshold; });
        vision::add(counts, vision::match(said, shown.labels, m_classes));
    }
    return vision::f1(counts).value_or(Accuracy{0}).value;
}

/// The middle of the thresholds that are as good as the best one: few objects make a jagged curve, and its very peak is
/// chance.
std::optional<float> ThresholdSearch::best() const
{
    std::vector<double> values;
    for (int step = 0; step < kSteps; ++step)
        values.push_back(f1At(candidate(step)));
    const double highest = *std::max_element(values.begin(), values.end());
    if (!(highest > 0.0))
        return std::nullopt;
    constexpr double kAsGood = 0.01;
    double logSum = 0.0;
    int count = 0;
    for (int step = 0; step < kSteps; ++step) {
        if (values[static_cast<std::size_t>(step)] < highest - kAsGood)
            continue;
        logSum += std::log(static_cast<double>(candidate(step)));
        ++count;
    }
    return static_cast<float>(std::exp(logSum / count));
}

} // namespace jackdaw::learning
