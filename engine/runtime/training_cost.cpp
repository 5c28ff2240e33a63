// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/training_cost.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace jackdaw::runtime {
namespace {

/// Which shapes of batches a retraining has does not depend on how many frames there are.
constexpr FrameCounts kSomeFrames{8, 4, 4};

} // namespace

std::vector<double> evaluationEpochs(const learning::TrainingConfiguration& configuration)
{
    if (configuration.layers == learning::TrainedLayers::Threshold)
        return {};
    std::vector<double> epochs;
    for (const double part : {0.25, 0.5, 0.75})
        epochs.push_back(part * configuration.epochs);
    return epochs;
}

double fullPasses(const learning::TrainingConfiguration& configuration)
{
    return configuration.epochs * configuration.dataFraction;
}

profiling::CurvePrior assumedCurve(const learning::Learner& learner,
                                   const learning::TrainingConfiguration& configuration)
{
    const learning::CurveAssumption assumption = learner.assumption(configuration);
    profiling::CurvePrior prior;
    prior.ceilingMean = assumption.ceiling;
    prior.logScaleMean = std::log(assumption.epochs);
    return prior;
}

std::vector<learning::TrainingConfiguration> chargedConfigurations(const RunSettings& settings)
{
    auto configurations = settings.configurations;
    configurations.push_back(settings.firstTraining);
    for (const CameraRun& camera : settings.cameras)
        if (camera.firstTraining)
            configurations.push_back(*camera.firstTraining);
    return configurations;
}

std::vector<std::string> stepShapes(const learning::Learner& learner,
                                    const std::vector<learning::TrainingConfiguration>& configurations)
{
    std::set<std::string> shapes;
    for (const auto& configuration : configurations) {
        if (!learner.trains(configuration))
            continue;
        for (const auto& [shape, count] : learner.batches(configuration, kSomeFrames, 1))
            if (shape.starts_with("train/"))
                shapes.insert(shape);
    }
    return {shapes.begin(), shapes.end()};
}

std::uint64_t trainingMemory(const profiling::CostTable& costs, const learning::Learner& learner,
                             const learning::TrainingConfiguration& configuration)
{
    std::uint64_t most = 0;
    for (const auto& [shape, count] : learner.batches(configuration, kSomeFrames, 1))
        most = std::max(most, costs.memory(shape));
    return most;
}

std::vector<learning::CalibrationBatch>
calibrationBatches(const std::vector<std::shared_ptr<const learning::Learner>>& learners,
                   const std::vector<learning::TrainingConfiguration>& configurations)
{
    std::vector<learning::CalibrationBatch> batches;
    std::set<std::string> shapes;
    for (const std::shared_ptr<const learning::Learner>& learner : learners) {
        std::vector<learning::TrainingConfiguration> own;
        std::copy_if(configurations.begin(), configurations.end(), std::back_inserter(own),
                     [&](const auto& configuration) { return learner->trains(configuration); });
        for (learning::CalibrationBatch& batch : learner->calibrationBatches(own))
            if (shapes.insert(batch.costShape).second)
                batches.push_back(std::move(batch));
    }
    return batches;
}

Result<GpuSeconds> trainingCost(const CostBook& costs, const learning::Learner& learner,
                                const learning::TrainingConfiguration& configuration, const FrameCounts& frames,
                                std::size_t evaluations)
{
    GpuSeconds sum;
    for (const auto& [shape, count] : learner.batches(configuration, frames, evaluations)) {
        const auto cost = costs.cost(shape);
        if (!cost)
            return tl::unexpected(cost.error());
        sum += *cost * count;
    }
    return sum;
}

Result<std::vector<profiling::ProfiledConfiguration>>
profiledConfigurations(const CostBook& costs, const learning::Learner& learner,
                       const std::vector<learning::TrainingConfiguration>& configurations, const FrameCounts& frames)
{
    std::vector<profiling::ProfiledConfiguration> result;
    for (std::size_t i = 0; i < configurations.size(); ++i) {
        const auto& configuration = configurations[i];
        if (!learner.trains(configuration))
            continue;
        const auto cost =
            trainingCost(costs, learner, configuration, frames, evaluationEpochs(configuration).size() + 1);
        if (!cost)
            return tl::unexpected(cost.error());
        result.push_back(
            {ConfigurationId{static_cast<std::uint32_t>(i)}, configuration.family(), fullPasses(configuration), *cost});
    }
    return result;
}

Result<std::vector<profiling::FamilyCost>>
familyCosts(const CostBook& costs, const learning::Learner& learner,
            const std::vector<learning::TrainingConfiguration>& configurations, const FrameCounts& frames)
{
    std::map<std::string, double> most;
    for (const learning::TrainingConfiguration& configuration : configurations)
        most[configuration.family()] = std::max(most[configuration.family()], configuration.epochs);
    std::vector<profiling::FamilyCost> result;
    std::set<std::string> seen;
    for (learning::TrainingConfiguration configuration : configurations) {
        if (!learner.trains(configuration) || !seen.insert(configuration.family()).second)
            continue;
        const std::string family = configuration.family();
        configuration.dataFraction = 1.0;
        configuration.epochs = 1.0;
        const auto one = trainingCost(costs, learner, configuration, frames, 1);
        configuration.epochs = 2.0;
        const auto two = trainingCost(costs, learner, configuration, frames, 1);
        const auto evaluation = costs.cost(learner.inferenceShape());
        for (const auto* cost : {&one, &two, &evaluation}) {
            if (!*cost)
                return tl::unexpected(cost->error());
        }
        const GpuSeconds perEpoch = *two - *one;
        const GpuSeconds judged = *evaluation * static_cast<double>(frames.heldOut);
        result.push_back(
            {family, std::max(*one - perEpoch - judged, GpuSeconds{0}), perEpoch, judged, most.at(family)});
    }
    return result;
}

} // namespace jackdaw::runtime
