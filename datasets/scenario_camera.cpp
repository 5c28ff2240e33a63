// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario_parts.h"
#include "datasets/scenario_path.h"

namespace jackdaw::datasets {

namespace {

using nlohmann::json;

constexpr std::size_t kLongestPath = 4096;
constexpr std::size_t kLongestName = 200;
constexpr std::int64_t kLastFrame = 1'000'000'000;

runtime::HumanLabels readHumanLabels(const json& value, const std::string& pointer, const std::filesystem::path& folder,
                                     Faults& faults)
{
    ObjectReader object(&value, pointer, faults);
    runtime::HumanLabels labels;
    labels.file = readPath(object, "file", folder, true).value_or("");
    labels.firstFrame = object.integer("first_frame", 0, kLastFrame, std::nullopt);
    labels.lastFrame = object.integer("last_frame", 0, kLastFrame, std::nullopt);
    labels.labelFirstFrame = object.integer("label_first_frame", 0, kLastFrame, 0);
    object.finish();
    return labels;
}

} // namespace

std::optional<std::filesystem::path> readPath(const json& value, const std::string& pointer,
                                              const std::filesystem::path& folder, Faults& faults)
{
    const auto text = readText(value, pointer, kLongestPath, faults);
    if (!text)
        return std::nullopt;
    auto path = expandPath(*text, folder);
    if (path)
        return *path;
    faults.addPath(pointer, path.error());
    return std::nullopt;
}

std::optional<std::filesystem::path> readPath(ObjectReader& object, const std::string& key,
                                              const std::filesystem::path& folder, bool required)
{
    const auto before = object.faults().list().size();
    const auto text = object.text(key, kLongestPath, required ? std::nullopt : std::optional<std::string>(""));
    if (text.empty() || object.faults().list().size() != before)
        return std::nullopt;
    return readPath(json(text), object.pointerTo(key), folder, object.faults());
}

runtime::CameraRun readCamera(const json& value, const std::string& pointer, const std::filesystem::path& folder,
                              Faults& faults)
{
    ObjectReader object(&value, pointer, faults);
    runtime::CameraRun camera;
    auto& settings = camera.settings;
    settings.name = object.text("name", kLongestName, std::nullopt);
    settings.source = readPath(object, "source", folder, true).value_or("").string();
    settings.speed = object.number("speed", {0.0, 1000.0, true}, settings.speed);
    settings.offset = fromSeconds(object.number("offset_seconds", {0.0, 1e6}, 0.0));
    settings.loop = object.boolean("loop", settings.loop);
    settings.imagesPerSecond = object.number("images_per_second", {0.0, 1000.0, true}, settings.imagesPerSecond);
    camera.weight = object.number("weight", {0.0, 1000.0, true}, camera.weight);
    camera.floor.value = object.number("floor", {0.0, 1.0}, camera.floor.value);
    camera.target.value = object.number("target", {0.0, 1.0}, camera.target.value);
    camera.goldenLabels = readPath(object, "golden_labels", folder, false);
    object.array("human_labels", 0, 1000, false, [&](const json& element, const std::string& at) {
        camera.humanLabels.push_back(readHumanLabels(element, at, folder, faults));
    });
    object.finish();
    return camera;
}

} // namespace jackdaw::datasets
