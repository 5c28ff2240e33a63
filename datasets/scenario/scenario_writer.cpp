// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_names.h"
#include "datasets/scenario/scenario_path.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace jackdaw::datasets {

namespace {

using Json = nlohmann::ordered_json;

Json humanLabelsJson(const runtime::HumanLabels& labels)
{
    return {{"file", escapePath(labels.file)},
            {"first_frame", labels.firstFrame},
            {"last_frame", labels.lastFrame},
            {"label_first_frame", labels.labelFirstFrame},
            {"use", runtime::labelUses()[static_cast<std::size_t>(labels.use)]}};
}

void addNetwork(Json& made, const learning::PointSettings& point)
{
    made["width"] = point.width;
    made["depth"] = point.depth;
    made["pretrained"] = point.pretrained;
}

void addNetwork(Json& made, const learning::OnnxSettings& detector)
{
    made["network"] = escapePath(detector.network);
    made["head"] = learning::headNames()[static_cast<std::size_t>(detector.head)];
}

void addNetwork(Json& made, const learning::ClassifierSettings& classifier)
{
    made["architecture"] = learning::classifierNetworkNames()[static_cast<std::size_t>(classifier.network)];
    made["multiplier"] = classifier.width;
    made["crop"] = classifier.crop;
    if (!classifier.source.empty())
        made["source"] = escapePath(classifier.source);
    if (!classifier.weights.empty())
        made["weights"] = escapePath(classifier.weights);
}

Json studentJson(const learning::StudentSettings& settings)
{
    Json made{{"family", learning::familyOf(settings)}};
    std::visit(
        [&](const auto& student) {
            addNetwork(made, student);
            made["input_width"] = student.inputWidth;
            made["input_height"] = student.inputHeight;
        },
        settings);
    return made;
}

void addLive(Json& made, const video::LiveSettings& live)
{
    if (!live.credentials.empty())
        made["credentials"] = live.credentials;
    if (live.keyFramesOnly)
        made["key_frames_only"] = true;
    if (!live.clips.empty())
        made["clips"] = {{"folder", escapePath(live.clips)},
                         {"hours", live.clipAge.count()},
                         {"gigabytes", static_cast<double>(live.clipBytes) / 1e9}};
    if (!live.clipSource.empty())
        made["clips"]["source"] = escapePath(live.clipSource);
}

Json pointJson(const PicturePoint& point)
{
    return Json::array({point.x, point.y});
}

Json lineJson(const CountingLine& line)
{
    return {{"name", line.name}, {"from", pointJson(line.from)}, {"to", pointJson(line.to)}};
}

/// Of a CountingZone or an IgnoredRegion.
template <class Region>
Json regionJson(const Region& region)
{
    Json corners = Json::array();
    for (const PicturePoint& corner : region.corners)
        corners.push_back(pointJson(corner));
    return {{"name", region.name}, {"corners", std::move(corners)}};
}

Json cameraJson(const runtime::CameraRun& camera)
{
    const auto& settings = camera.settings;
    Json made{{"name", settings.name},         {"source", escapePath(settings.source)},
              {"speed", settings.speed},       {"offset_seconds", toSeconds(settings.offset)},
              {"loop", settings.loop},         {"images_per_second", settings.imagesPerSecond},
              {"weight", camera.weight},       {"floor", camera.floor.value},
              {"target", camera.target.value}, {"frames_per_second", settings.framesPerSecond}};
    addLive(made, settings.live);
    if (camera.goldenLabels)
        made["golden_labels"] = escapePath(*camera.goldenLabels);
    if (!camera.humanLabels.empty())
        made["human_labels"] = Json::array();
    for (const auto& labels : camera.humanLabels)
        made["human_labels"].push_back(humanLabelsJson(labels));
    if (camera.student)
        made["student"] = studentJson(*camera.student);
    for (const CountingLine& line : camera.lines)
        made["lines"].push_back(lineJson(line));
    for (const CountingZone& zone : camera.zones)
        made["zones"].push_back(regionJson(zone));
    for (const IgnoredRegion& region : camera.ignored)
        made["ignored"].push_back(regionJson(region));
    if (camera.ignoredMask)
        made["ignored_mask"] = escapePath(*camera.ignoredMask);
    return made;
}

Json configurationJson(const learning::TrainingConfiguration& configuration)
{
    Json made{{"name", configuration.name},
              {"layers", layerNames()[static_cast<std::size_t>(configuration.layers)]},
              {"epochs", configuration.epochs},
              {"data_fraction", configuration.dataFraction},
              {"learning_rate", configuration.learningRate},
              {"batch", configuration.batch},
              {"augment", configuration.augment},
              {"rehearsal", configuration.rehearsal}};
    if (configuration.hidden > 0)
        made["hidden"] = configuration.hidden;
    if (!configuration.student.empty())
        made["student"] = configuration.student;
    return made;
}

Json goldenJson(const runtime::RunSettings& settings)
{
    const auto& labelling = settings.labelling;
    const auto paths = [](const std::vector<std::filesystem::path>& files) {
        Json array = Json::array();
        for (const auto& file : files)
            array.push_back(escapePath(file));
        return array;
    };
    Json made{{"models", paths(labelling.models)},
              {"second_models", paths(labelling.secondModels)},
              {"score_threshold", labelling.scoreThreshold},
              {"training_frames", labelling.trainingFrames},
              {"first_training_frames", labelling.firstTrainingFrames},
              {"training_span", labelling.trainingSpan},
              {"scoring_interval_seconds", labelling.scoringInterval},
              {"scoring_charged", labelling.scoringCharged}};
    if (settings.labelCache)
        made["cache"] = escapePath(*settings.labelCache);
    return made;
}

Json deviceJson(const runtime::DeviceSettings& device)
{
    Json made{{"kind", device.kind}, {"threads", device.threads}};
    if (device.isGpu())
        made["index"] = device.index;
    return made;
}

Json headJson(const runtime::RunSettings& settings)
{
    Json made{{"format", kScenarioFormat},
              {"version", kScenarioVersion},
              {"name", settings.name},
              {"seed", settings.seed},
              {"clock", clockNames()[static_cast<std::size_t>(settings.clock)]},
              {"windows", settings.windows},
              {"window_seconds", toSeconds(settings.windowLength)},
              {"planner", settings.planner},
              {"quantum", settings.quantum},
              {"profiling_budget", settings.profilingBudget},
              {"rounds", settings.rounds},
              {"device_speed", settings.pricing.deviceSpeed},
              {"golden_price", settings.pricing.golden},
              {"hardware_decoding",
               std::any_of(settings.cameras.begin(), settings.cameras.end(),
                           [](const auto& camera) { return camera.settings.live.hardware; })},
              {"devices", Json::array()}};
    for (const runtime::DeviceSettings& device : settings.devices)
        made["devices"].push_back(deviceJson(device));
    if (!settings.costTable.empty())
        made["cost_table"] = escapePath(settings.costTable);
    return made;
}

} // namespace

std::string scenarioJson(const runtime::RunSettings& settings)
{
    Json made = headJson(settings);
    made["classes"] = settings.classes;
    made["student"] = studentJson(settings.student);
    made["golden"] = goldenJson(settings);
    made["first_training"] = configurationJson(settings.firstTraining);
    made["configurations"] = Json::array();
    for (const auto& configuration : settings.configurations)
        made["configurations"].push_back(configurationJson(configuration));
    made["cameras"] = Json::array();
    for (const auto& camera : settings.cameras)
        made["cameras"].push_back(cameraJson(camera));
    return made.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace jackdaw::datasets
