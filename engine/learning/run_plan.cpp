// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/run_plan.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace jackdaw::learning {
namespace {

/// Random views of a picture that an upper-part run goes round: more would cost more passes of the trunk.
constexpr std::size_t kCachedViews = 4;

std::size_t divideUp(std::size_t value, std::size_t divisor)
{
    return (value + divisor - 1) / divisor;
}

const char* layersText(TrainedLayers layers)
{
    switch (layers) {
    case TrainedLayers::Whole: return "whole";
    case TrainedLayers::Upper: return "upper";
    case TrainedLayers::Threshold: break;
    }
    return "threshold";
}

} // namespace

std::string TrainingConfiguration::family() const
{
    char numbers[96];
    std::snprintf(numbers, sizeof numbers, "data %g, rate %g, batch %d, rehearsal %d", dataFraction, learningRate,
                  batch, rehearsal);
    return (student.empty() ? "" : student + ", ") + layersText(layers) + ", " + numbers
        + (hidden > 0 ? ", hidden " + std::to_string(hidden) : "") + (augment ? "" : ", not augmented");
}

RunPlan RunPlan::of(const TrainingConfiguration& configuration, std::size_t trainingFrames, std::size_t rehearsalFrames,
                    bool choosesThreshold)
{
    RunPlan plan;
    plan.batch = configuration.layers == TrainedLayers::Threshold ? 1 : static_cast<std::size_t>(configuration.batch);
    const auto share =
        static_cast<std::size_t>(std::lround(configuration.dataFraction * static_cast<double>(trainingFrames)));
    plan.trainingUsed = std::min(trainingFrames, std::max<std::size_t>(share, 1));
    plan.pictures =
        plan.trainingUsed + std::min<std::size_t>(rehearsalFrames, static_cast<std::size_t>(configuration.rehearsal));
    plan.steps = std::max<std::size_t>(1, plan.stepsAfter(configuration.epochs));
    if (configuration.layers == TrainedLayers::Upper) {
        const auto passes = static_cast<std::size_t>(std::ceil(configuration.epochs));
        plan.variants = configuration.augment ? std::clamp<std::size_t>(passes, 1, kCachedViews) : 1;
        plan.cacheBatches = divideUp(plan.pictures * plan.variants, plan.batch);
        plan.scoreBatches = choosesThreshold ? divideUp(plan.pictures, plan.batch) : 0;
    }
    return plan;
}

std::size_t RunPlan::stepsAfter(double epochs) const
{
    // The small number keeps 0.1 * 30 pictures from becoming one step more than 3 pictures.
    return static_cast<std::size_t>(
        std::ceil(epochs * static_cast<double>(pictures) / static_cast<double>(batch) - 1e-9));
}

std::vector<double> evaluationEpochs(const TrainingConfiguration& configuration, std::vector<double> requested)
{
    if (configuration.layers == TrainedLayers::Threshold)
        requested.clear();
    std::erase_if(requested, [&](double epochs) { return !(epochs > 0.0 && epochs < configuration.epochs); });
    std::sort(requested.begin(), requested.end());
    requested.erase(std::unique(requested.begin(), requested.end()), requested.end());
    requested.push_back(configuration.epochs);
    return requested;
}

std::size_t bestCheckpoint(std::span<const Training::Evaluation> evaluations, const HeldOutAccuracy& deployed,
                           double objects)
{
    const bool allAreBelow = std::all_of(evaluations.begin(), evaluations.end(),
                                         [&](const auto& evaluation) { return evaluation.accuracy.isBelow(deployed); });
    const auto counts = [&](const Training::Evaluation& evaluation) {
        return allAreBelow || !evaluation.accuracy.isBelow(deployed);
    };
    double highest = 0.0;
    for (const auto& evaluation : evaluations)
        highest = counts(evaluation) ? std::max(highest, evaluation.accuracy.golden.value) : highest;
    const double standardError = std::sqrt(highest * (1.0 - highest) / std::max(1.0, objects));
    const double least = allAreBelow ? highest : highest - standardError;
    std::size_t best = 0;
    for (std::size_t i = 0; i < evaluations.size(); ++i)
        best = counts(evaluations[i]) && evaluations[i].accuracy.golden.value >= least ? i : best;
    return best;
}

Status checkConfiguration(const TrainingConfiguration& configuration)
{
    const auto wrong = [&](const std::string& field, const std::string& expected) {
        return fail(ErrorCode::InvalidInput,
                    "Retraining configuration \"" + configuration.name + "\": " + field + " must be " + expected + ".");
    };
    if (!(configuration.epochs > 0.0 && configuration.epochs <= 1e6))
        return wrong("epochs", "above 0 and at most a million");
    if (!(configuration.dataFraction > 0.0 && configuration.dataFraction <= 1.0))
        return wrong("the data fraction", "above 0 and at most 1");
    if (!(configuration.learningRate > 0.0 && std::isfinite(configuration.learningRate)))
        return wrong("the learning rate", "above 0");
    if (configuration.batch < 1 || configuration.batch > 256)
        return wrong("the batch", "1 to 256 pictures");
    if (configuration.layers == TrainedLayers::Threshold && configuration.epochs != 1.0)
        return wrong("epochs", "1 where the threshold alone is chosen: every picture is looked at once");
    if (configuration.hidden < 0 || configuration.hidden > 4096)
        return wrong("the hidden width", "0 to 4096");
    if (configuration.rehearsal < 0)
        return wrong("rehearsal", "0 frames or more");
    return {};
}

} // namespace jackdaw::learning
