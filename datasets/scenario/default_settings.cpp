// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_names.h"
#include "datasets/scenario/scenario_parts.h"

#include <string>
#include <utility>
#include <vector>

namespace jackdaw::datasets {

namespace {

using learning::TrainedLayers;
using learning::TrainingConfiguration;

constexpr double kClassifierRate = 2e-3;
constexpr double kNewHeadRate = 2e-3;

TrainingConfiguration configuration(TrainedLayers layers, double epochs, double dataFraction = 1.0)
{
    TrainingConfiguration made;
    made.layers = layers;
    made.epochs = epochs;
    made.dataFraction = dataFraction;
    made.name = configurationName(made);
    return made;
}

/// What is worth telling apart on real video: windows differ in how many epochs pay, whether half the frames do,
/// and whether the trunk must move.
std::vector<TrainingConfiguration> pointConfigurations()
{
    std::vector<TrainingConfiguration> list;
    for (const double epochs : {3.0, 6.0, 12.0, 20.0})
        list.push_back(configuration(TrainedLayers::Whole, epochs));
    for (const double epochs : {6.0, 12.0, 20.0})
        list.push_back(configuration(TrainedLayers::Upper, epochs));
    list.push_back(configuration(TrainedLayers::Whole, 8.0, 0.5));
    return list;
}

/// A pre-trained detector gains little, and soon: in the trial on real video more than six epochs of the last layers
/// brought nothing, and all layers at any rate were worse than none. A new head begins with nothing: 6, 12 and 25
/// epochs brought F1 0.744, 0.753 and 0.749 on second halves of scenes (YOLOX-nano, six scenes, one seed).
std::vector<TrainingConfiguration> onnxConfigurations(learning::HeadKind head)
{
    const bool isNew = head == learning::HeadKind::Point;
    std::vector<TrainingConfiguration> list;
    list.push_back(configuration(TrainedLayers::Threshold, 1.0));
    for (const double epochs : isNew ? std::vector{6.0, 12.0, 25.0} : std::vector{3.0, 6.0}) {
        list.push_back(configuration(TrainedLayers::Upper, epochs));
        list.back().learningRate = isNew ? kNewHeadRate : 5e-4;
        if (isNew) // those of an own head may stand beside it
            list.back().name = "new head, " + std::to_string(static_cast<int>(epochs)) + " epochs";
    }
    for (TrainingConfiguration& each : list)
        each.rehearsal = 8;
    return list;
}

/// Those of Ekya (NSDI'22): the last layers with 64 hidden units, or all of them with 1024; a tenth of the data, half
/// of it, or all; three numbers of epochs.
std::vector<TrainingConfiguration> classifierConfigurations()
{
    std::vector<TrainingConfiguration> list;
    for (const TrainedLayers layers : {TrainedLayers::Upper, TrainedLayers::Whole})
        for (const double dataFraction : {0.1, 0.5, 1.0})
            for (const double epochs : {5.0, 15.0, 30.0}) {
                TrainingConfiguration made = configuration(layers, epochs, dataFraction);
                made.hidden = layers == TrainedLayers::Upper ? 64 : 1024;
                made.learningRate = kClassifierRate;
                made.name = configurationName(made);
                list.push_back(std::move(made));
            }
    return list;
}

bool isClassifier(const learning::StudentSettings& student)
{
    return std::holds_alternative<learning::ClassifierSettings>(student);
}

} // namespace

std::vector<TrainingConfiguration> usualConfigurations(const learning::StudentSettings& student)
{
    if (isClassifier(student))
        return classifierConfigurations();
    const auto* onnx = std::get_if<learning::OnnxSettings>(&student);
    return onnx ? onnxConfigurations(onnx->head) : pointConfigurations();
}

TrainingConfiguration usualFirstTraining(const learning::StudentSettings& student)
{
    TrainingConfiguration first{.name = "first student", .epochs = 40};
    if (const auto* onnx = std::get_if<learning::OnnxSettings>(&student)) {
        const bool isNew = onnx->head == learning::HeadKind::Point;
        first.layers = TrainedLayers::Upper;
        first.epochs = isNew ? 25 : 6;
        first.learningRate = isNew ? kNewHeadRate : 2e-4;
    }
    if (isClassifier(student)) {
        first.epochs = 30;
        first.learningRate = kClassifierRate;
    }
    return first;
}

bool startAlike(const learning::StudentSettings& one, const learning::StudentSettings& other)
{
    const auto* head = std::get_if<learning::OnnxSettings>(&one);
    const auto* otherHead = std::get_if<learning::OnnxSettings>(&other);
    return one.index() == other.index() && (!head || head->head == otherHead->head);
}

runtime::RunSettings defaultSettings()
{
    runtime::RunSettings settings;
    settings.classes = {"person", "car", "bus", "truck"};
    settings.configurations = usualConfigurations(settings.student);
    settings.firstTraining = usualFirstTraining(settings.student);
    return settings;
}

runtime::RunSettings withCameras(runtime::RunSettings settings, std::size_t count)
{
    const std::vector<runtime::CameraRun> own = std::exchange(settings.cameras, {});
    const std::size_t copies = (count + own.size() - 1) / own.size();
    for (std::size_t i = 0; i < count; ++i) {
        runtime::CameraRun camera = own[i % own.size()];
        if (const std::size_t copy = i / own.size(); copy > 0) {
            const double part = static_cast<double>(copy) / static_cast<double>(copies);
            camera.settings.name += " (" + std::to_string(copy + 1) + ")";
            camera.settings.offset += fromSeconds(toSeconds(settings.windowLength) * camera.settings.speed * part);
        }
        camera.settings.id = CameraId{static_cast<std::uint32_t>(i)};
        settings.cameras.push_back(std::move(camera));
    }
    return settings;
}

} // namespace jackdaw::datasets
