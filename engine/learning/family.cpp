// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/family.h"

#include "engine/learning/training_run.h"

namespace jackdaw::learning {

std::string StudentFamily::trainShape(const TrainingConfiguration& configuration) const
{
    const std::string batch = std::to_string(configuration.batch) + "x" + description();
    switch (configuration.layers) {
    case TrainedLayers::Whole: return "train/whole/" + batch;
    case TrainedLayers::Upper: return "train/upper/" + batch;
    case TrainedLayers::Threshold: break;
    }
    return inferenceShape();
}

std::string StudentFamily::cacheShape(const TrainingConfiguration& configuration) const
{
    return "activations/" + std::to_string(configuration.batch) + "x" + description();
}

std::string StudentFamily::scoreShape(const TrainingConfiguration& configuration) const
{
    return "threshold/" + std::to_string(configuration.batch) + "x" + description();
}

RunPlan StudentFamily::planOf(const TrainingConfiguration& configuration, const FrameCounts& frames) const
{
    return RunPlan::of(configuration, frames.training, frames.rehearsal, choosesThreshold(configuration));
}

Result<std::unique_ptr<Training>> StudentFamily::train(TrainingInputs inputs) const
{
    return TrainingRun::create(shared_from_this(), std::move(inputs));
}

Result<LabelledFrame> StudentFamily::keep(const VideoFrame& frame, vision::FrameLabels labels,
                                          std::optional<vision::PeopleLabels> people) const
{
    return makeLabelledFrame(frame, std::move(labels), inputSize(), std::move(people));
}

std::vector<std::pair<std::string, int>> StudentFamily::batches(const TrainingConfiguration& configuration,
                                                                const FrameCounts& frames,
                                                                std::size_t evaluations) const
{
    const RunPlan plan = planOf(configuration, frames);
    std::vector<std::pair<std::string, int>> counts;
    if (plan.cacheBatches > 0)
        counts.emplace_back(cacheShape(configuration), static_cast<int>(plan.cacheBatches));
    counts.emplace_back(trainShape(configuration), static_cast<int>(plan.steps));
    if (plan.scoreBatches > 0 && evaluations > 0)
        counts.emplace_back(scoreShape(configuration), static_cast<int>(evaluations * plan.scoreBatches));
    if (frames.heldOut > 0 && evaluations > 0) {
        counts.emplace_back(prepareShape(), static_cast<int>(evaluations));
        counts.emplace_back(inferenceShape(), static_cast<int>(evaluations * frames.heldOut));
    }
    return counts;
}

} // namespace jackdaw::learning
