// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_names.h"
#include "datasets/scenario/scenario_parts.h"
#include "engine/runtime/check_settings.h"

namespace jackdaw::datasets {

using namespace jackdaw::json;

namespace {

void readTraining(Object& object, std::optional<double> epochs, learning::TrainingConfiguration& made)
{
    made.layers = static_cast<learning::TrainedLayers>(
        object.choice("layers", layerNames(), static_cast<std::size_t>(made.layers)));
    made.epochs = object.number("epochs", {0.0, 1000.0, true}, epochs);
    made.dataFraction = object.number("data_fraction", {0.0, 1.0, true}, made.dataFraction);
    made.learningRate = object.number("learning_rate", {0.0, 1.0, true}, made.learningRate);
    made.batch = static_cast<int>(object.integer("batch", 1, 256, made.batch));
    made.augment = object.boolean("augment", made.augment);
    made.rehearsal = static_cast<int>(object.integer("rehearsal", 0, 1000, made.rehearsal));
    made.hidden = static_cast<int>(object.integer("hidden", 0, 4096, made.hidden));
}

learning::PointSettings readPoint(Object& student)
{
    learning::PointSettings point;
    point.pretrained = student.boolean("pretrained", point.pretrained);
    point.width = static_cast<int>(student.integer("width", 8, 256, point.width));
    point.depth = static_cast<int>(student.integer("depth", 1, 8, point.depth));
    return point;
}

learning::OnnxSettings readOnnx(Object& student, const std::filesystem::path& folder)
{
    learning::OnnxSettings detector;
    detector.network = readPath(student, "network", folder, true).value_or("");
    detector.head = static_cast<learning::HeadKind>(
        student.choice("head", learning::headNames(), static_cast<std::size_t>(detector.head)));
    return detector;
}

learning::ClassifierSettings readClassifier(Object& student, const std::filesystem::path& folder)
{
    learning::ClassifierSettings classifier;
    classifier.network =
        static_cast<learning::ClassifierNetwork>(student.choice("architecture", learning::classifierNetworkNames(), 0));
    classifier.width = student.number("multiplier", {0.125, 2.0}, classifier.width);
    classifier.crop = static_cast<int>(student.integer("crop", 32, 256, classifier.crop));
    classifier.source = readPath(student, "source", folder, false).value_or("");
    classifier.weights = readPath(student, "weights", folder, false).value_or("");
    return classifier;
}

void readInputSize(Object& student, int& width, int& height)
{
    width = static_cast<int>(student.integer("input_width", 32, 2048, width));
    height = static_cast<int>(student.integer("input_height", 32, 2048, height));
}

} // namespace

learning::TrainingConfiguration readConfiguration(const Place& place)
{
    Object object(place);
    learning::TrainingConfiguration made;
    readTraining(object, std::nullopt, made);
    if (object.has("student"))
        made.student = learning::familyNames()[object.choice("student", learning::familyNames(), 0)];
    made.name = object.text("name", 200, configurationName(made));
    object.finish();
    return made;
}

void readFirstTraining(Object object, learning::TrainingConfiguration& configuration)
{
    readTraining(object, configuration.epochs, configuration);
    configuration.name = object.text("name", 200, configuration.name);
    object.finish();
}

void readGolden(Object golden, const std::filesystem::path& folder, runtime::RunSettings& settings)
{
    auto& labelling = settings.labelling;
    golden.array("models", 0, 8, false, [&](const Place& element) {
        if (auto path = readPath(element, folder))
            labelling.models.push_back(std::move(*path));
    });
    golden.array("second_models", 0, 8, false, [&](const Place& element) {
        if (auto path = readPath(element, folder))
            labelling.secondModels.push_back(std::move(*path));
    });
    labelling.scoreThreshold = golden.number("score_threshold", {0.0, 1.0}, labelling.scoreThreshold);
    labelling.trainingFrames = static_cast<int>(
        golden.integer("training_frames", runtime::kFewestTrainingFrames, 1000, labelling.trainingFrames));
    labelling.firstTrainingFrames = static_cast<int>(
        golden.integer("first_training_frames", runtime::kFewestTrainingFrames, 1000, labelling.firstTrainingFrames));
    labelling.trainingSpan = golden.number("training_span", {0.0, 1.0, true}, labelling.trainingSpan);
    labelling.scoringInterval =
        golden.number("scoring_interval_seconds", {0.0, runtime::kLongestWindow, true}, labelling.scoringInterval);
    labelling.scoringCharged = golden.boolean("scoring_charged", labelling.scoringCharged);
    settings.labelCache = readPath(golden, "cache", folder, false);
    golden.finish();
}

learning::StudentSettings readStudent(Object student, const std::filesystem::path& folder)
{
    learning::StudentSettings settings;
    const std::string& family = learning::familyNames()[student.choice("family", learning::familyNames(), 0)];
    if (family == "onnx")
        settings = readOnnx(student, folder);
    else if (family == "classifier")
        settings = readClassifier(student, folder);
    else
        settings = readPoint(student);
    std::visit([&](auto& network) { readInputSize(student, network.inputWidth, network.inputHeight); }, settings);
    student.finish();
    return settings;
}

} // namespace jackdaw::datasets
