// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/plan_request.h"

#include "engine/profiling/staleness.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

namespace jackdaw::runtime {
namespace {

/// A batch that runs is not interrupted, so inference comes late at times and must be able to catch up.
constexpr double kHeadroom = 1.2;
/// Later samples that each sample's boxes are carried forward to.
constexpr std::size_t kNeighbours = 4;

std::vector<Detection> asDetections(const vision::FrameLabels& labels)
{
    std::vector<Detection> detections;
    for (const auto& object : labels) {
        for (std::uint32_t label = 0; label < 32; ++label) {
            if (object.allowedClasses >> label & 1U) {
                detections.push_back({object.box, ClassId{label}, 1.0F});
                break;
            }
        }
    }
    return detections;
}

} // namespace

GpuSeconds profilingBudget(const RunSettings& settings)
{
    return GpuSeconds{toSeconds(settings.windowLength) * settings.profilingBudget
                      / static_cast<double>(settings.cameras.size())};
}

std::vector<scheduling::RetrainingOption>
optionsFromEstimates(const std::vector<ConfigurationEstimate>& estimates,
                     const std::vector<learning::TrainingConfiguration>& configurations)
{
    std::vector<scheduling::RetrainingOption> options;
    for (const ConfigurationEstimate& estimate : estimates) {
        options.push_back({estimate.configuration,
                           configurations[estimate.configuration.value].name,
                           scheduling::Estimate::exact(estimate.cost.value),
                           {estimate.accuracy.value, estimate.interval.low, estimate.interval.high},
                           0.0});
    }
    return options;
}

scheduling::InferenceProfile inferenceProfile(double framesPerSecond, GpuSeconds costPerFrame,
                                              const std::vector<learning::LabelledFrame>& sample, std::size_t classes)
{
    std::vector<profiling::StalenessSample> samples;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        for (std::size_t j = i + 1; j < sample.size() && j <= i + kNeighbours; ++j) {
            const auto counts = vision::match(asDetections(sample[i].labels), sample[j].labels, classes);
            if (const auto accuracy = vision::f1(counts))
                samples.push_back({toSeconds(sample[j].picture.time - sample[i].picture.time), accuracy->value,
                                   static_cast<double>(sample[j].labels.size())});
        }
    }
    scheduling::InferenceProfile profile;
    for (const auto& point :
         profiling::subsamplingCurve(profiling::Staleness(samples), framesPerSecond, costPerFrame)) {
        profile.subsampling.push_back(point.every);
        profile.factor.push_back(point.factor);
    }
    profile.fullRateDemand = Share{framesPerSecond * costPerFrame.value * kHeadroom};
    return profile;
}

} // namespace jackdaw::runtime
