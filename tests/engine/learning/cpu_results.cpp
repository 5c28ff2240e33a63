// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Says on standard output what students and networks come to on the CPU, to the bit. With an argument it opens that
/// library first, "own" for LibTorch's own part for GPUs, and says on standard error what that said.

#include "engine/base/content_hash.h"
#include "engine/learning/families.h"
#include "engine/learning/family.h"
#include "engine/tensors/lane_tensors.h"
#include "tests/engine/learning/batch_counts.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/small_detector.h"

#include <array>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

std::string hashOf(const std::vector<Detection>& detections)
{
    ContentHash hash;
    for (const Detection& found : detections) {
        const std::array<float, 5> values{found.box.x1, found.box.y1, found.box.x2, found.box.y2, found.score};
        hash.add(std::string_view(reinterpret_cast<const char*>(values.data()), sizeof values));
    }
    return hash.hex();
}

TrainingInputs inputsFor(const Learner& learner, TrainedLayers layers)
{
    TrainingInputs inputs;
    inputs.start = learner.initial(1, CameraId{0});
    inputs.training = syntheticFrames(0, 4);
    inputs.heldOut = syntheticFrames(40, 1);
    inputs.configuration = {.name = "test", .layers = layers, .epochs = 2, .learningRate = 4e-3, .batch = 4};
    inputs.seed = 11;
    return inputs;
}

/// A retraining, and what the student of it sees.
int tell(const std::string& name, const Result<std::shared_ptr<const Learner>>& learner, TrainedLayers layers)
{
    const auto run = learner ? (*learner)->train(inputsFor(**learner, layers))
                             : Result<std::unique_ptr<Training>>(tl::unexpected(learner.error()));
    if (!run) {
        std::cerr << run.error().text() << ' ' << run.error().detail << '\n';
        return 1;
    }
    runAll(**run);
    const auto student = (*learner)->prepare((*run)->best());
    const auto found = student ? (*student)->detect(syntheticFrame(70).picture, 0.01F)
                               : Result<std::vector<Detection>>(tl::unexpected(student.error()));
    if (!found) {
        std::cerr << found.error().text() << ' ' << found.error().detail << '\n';
        return 1;
    }
    std::cout << name << ": weights " << (*run)->best()->hash() << ", " << found->size() << " boxes " << hashOf(*found)
              << '\n';
    return 0;
}

int tellAll(const std::filesystem::path& network)
{
    const std::vector<std::string> classes{"person", "bicycle"};
    const Result<std::shared_ptr<const Learner>> points = smallLearner();
    SmallYolox yolox;
    const auto graph = onnx::Graph::make(yolox.parts());
    if (!graph || !graph->write(network)) {
        std::cerr << network << " cannot be written.\n";
        return 1;
    }
    const auto detector = makeLearner(OnnxSettings{network, kSide, kSide}, classes);
    ClassifierSettings settings;
    settings.width = 0.25;
    settings.crop = 32;
    settings.inputWidth = settings.inputHeight = kSide;
    const auto classifier = makeLearner(settings, classes);
    return tell("point, whole", points, TrainedLayers::Whole) + tell("point, upper", points, TrainedLayers::Upper)
        + tell("onnx, upper", detector, TrainedLayers::Upper) + tell("onnx, whole", detector, TrainedLayers::Whole)
        + tell("classifier", classifier, TrainedLayers::Whole);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        return 2;
    const std::string library = argc > 2 ? argv[2] : "";
    if (!library.empty()) {
        const Status opened = tensors::openCuda(library == "own" ? std::string() : library);
        std::cerr << (opened ? "opened" : opened.error().text()) << '\n';
    }
    useThreads(1);
    return tellAll(argv[1]);
}
