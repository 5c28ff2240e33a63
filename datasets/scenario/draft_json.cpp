// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/draft_json.h"

#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_names.h"

#include <nlohmann/json.hpp>

#include <type_traits>

namespace jackdaw::datasets {

namespace {

using Json = nlohmann::ordered_json;

const Json& member(const Json& object, const char* key)
{
    static const Json kNothing;
    return object.is_object() && object.contains(key) ? object[key] : kNothing;
}

/// True where a value can be taken as it stands.
template <class Value>
bool holds(const Json& value)
{
    if constexpr (std::is_same_v<Value, std::string>)
        return value.is_string();
    else if constexpr (std::is_same_v<Value, bool>)
        return value.is_boolean();
    else if constexpr (std::is_floating_point_v<Value>)
        return value.is_number();
    else
        return value.is_number_integer();
}

template <class Value>
void read(const Json& object, const char* key, Value& into)
{
    if (const Json& value = member(object, key); holds<Value>(value))
        into = value.get<Value>();
}

void readTexts(const Json& array, std::vector<std::string>& into)
{
    if (!array.is_array())
        return;
    into.clear();
    for (const Json& element : array)
        into.push_back(element.is_string() ? element.get<std::string>() : std::string());
}

PicturePoint pointOf(const Json& point)
{
    const bool isPoint = point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number();
    return isPoint ? PicturePoint{point[0].get<double>(), point[1].get<double>()} : PicturePoint{};
}

template <class Area>
void readAreas(const Json& array, std::vector<Area>& areas)
{
    if (!array.is_array())
        return;
    for (const Json& element : array) {
        Area& area = areas.emplace_back();
        read(element, "name", area.name);
        if (const Json& corners = member(element, "corners"); corners.is_array())
            for (const Json& corner : corners)
                area.corners.push_back(pointOf(corner));
    }
}

void readLines(const Json& array, std::vector<CountingLine>& lines)
{
    if (!array.is_array())
        return;
    for (const Json& element : array) {
        CountingLine& line = lines.emplace_back();
        read(element, "name", line.name);
        line.from = pointOf(member(element, "from"));
        line.to = pointOf(member(element, "to"));
    }
}

CameraDraft cameraOf(const Json& json)
{
    CameraDraft camera;
    read(json, "name", camera.name);
    read(json, "source", camera.source);
    read(json, "credentials", camera.credentials);
    read(json, "golden_labels", camera.goldenLabels);
    read(json, "speed", camera.speed);
    read(json, "offset_seconds", camera.offsetSeconds);
    read(json, "loop", camera.loop);
    read(json, "images_per_second", camera.imagesPerSecond);
    read(json, "frames_per_second", camera.framesPerSecond);
    read(json, "weight", camera.weight);
    read(json, "floor", camera.floor);
    read(json, "target", camera.target);
    readLines(member(json, "lines"), camera.lines);
    readAreas(member(json, "zones"), camera.zones);
    readAreas(member(json, "ignored"), camera.ignored);
    read(json, "ignored_mask", camera.ignoredMask);
    return camera;
}

DeviceDraft deviceOf(const Json& json)
{
    DeviceDraft device;
    read(json, "kind", device.kind);
    read(json, "threads", device.threads);
    read(json, "index", device.index);
    return device;
}

Json pointJson(const PicturePoint& point)
{
    return Json::array({point.x, point.y});
}

Json linesJson(const std::vector<CountingLine>& lines)
{
    Json made = Json::array();
    for (const CountingLine& line : lines)
        made.push_back({{"name", line.name}, {"from", pointJson(line.from)}, {"to", pointJson(line.to)}});
    return made;
}

template <class Area>
Json areasJson(const std::vector<Area>& areas)
{
    Json made = Json::array();
    for (const Area& area : areas) {
        Json corners = Json::array();
        for (const PicturePoint& corner : area.corners)
            corners.push_back(pointJson(corner));
        made.push_back({{"name", area.name}, {"corners", std::move(corners)}});
    }
    return made;
}

/// Writes under \p key what is not as it was; what is empty now goes.
template <class Value, class Made>
void writeList(Json& object, const char* key, const Value& before, const Value& now, const Made& made)
{
    if (before == now)
        return;
    if (now.empty())
        object.erase(key);
    else
        object[key] = made(now);
}

void writeText(Json& object, const char* key, const std::string& before, const std::string& now)
{
    writeList(object, key, before, now, [](const std::string& text) { return Json(text); });
}

template <class Value>
void write(Json& object, const char* key, const Value& before, const Value& now)
{
    if (before != now)
        object[key] = now;
}

void writeCamera(Json& json, const CameraDraft& before, const CameraDraft& now)
{
    write(json, "name", before.name, now.name);
    write(json, "source", before.source, now.source);
    writeText(json, "credentials", before.credentials, now.credentials);
    writeText(json, "golden_labels", before.goldenLabels, now.goldenLabels);
    write(json, "speed", before.speed, now.speed);
    write(json, "offset_seconds", before.offsetSeconds, now.offsetSeconds);
    write(json, "loop", before.loop, now.loop);
    write(json, "images_per_second", before.imagesPerSecond, now.imagesPerSecond);
    write(json, "frames_per_second", before.framesPerSecond, now.framesPerSecond);
    write(json, "weight", before.weight, now.weight);
    write(json, "floor", before.floor, now.floor);
    write(json, "target", before.target, now.target);
    writeList(json, "lines", before.lines, now.lines, linesJson);
    writeList(json, "zones", before.zones, now.zones, areasJson<CountingZone>);
    writeList(json, "ignored", before.ignored, now.ignored, areasJson<IgnoredRegion>);
    writeText(json, "ignored_mask", before.ignoredMask, now.ignoredMask);
}

Json deviceJson(const DeviceDraft& device)
{
    Json made{{"kind", device.kind}, {"threads", device.threads}};
    if (device.kind != "cpu")
        made["index"] = device.index;
    return made;
}

/// Cameras that came of the file keep what a draft does not know of them.
void writeCameras(Json& scenario, const std::vector<CameraDraft>& before, const std::vector<CameraDraft>& now)
{
    if (before == now)
        return;
    const Json old = member(scenario, "cameras");
    Json made = Json::array();
    for (const CameraDraft& camera : now) {
        const bool isKnown = camera.origin && *camera.origin < before.size();
        Json json = isKnown ? old[*camera.origin] : Json{{"name", camera.name}, {"source", camera.source}};
        if (!json.is_object())
            json = Json::object();
        const CameraDraft usual{.name = camera.name, .source = camera.source};
        writeCamera(json, isKnown ? before[*camera.origin] : usual, camera);
        made.push_back(std::move(json));
    }
    scenario["cameras"] = std::move(made);
}

void writeGolden(Json& scenario, const RunDraft& before, const RunDraft& now)
{
    if (before.goldenModels == now.goldenModels && before.scoringIntervalSeconds == now.scoringIntervalSeconds)
        return;
    if (!member(scenario, "golden").is_object())
        scenario["golden"] = Json::object();
    Json& golden = scenario["golden"];
    write(golden, "models", before.goldenModels, now.goldenModels);
    write(golden, "scoring_interval_seconds", before.scoringIntervalSeconds, now.scoringIntervalSeconds);
}

void writeDevices(Json& scenario, const std::vector<DeviceDraft>& before, const std::vector<DeviceDraft>& now)
{
    if (before == now)
        return;
    scenario.erase("device"); // the one of older files, which does not stand beside a list
    Json& devices = scenario["devices"] = Json::array();
    for (const DeviceDraft& device : now)
        devices.push_back(deviceJson(device));
}

} // namespace

RunDraft draftOf(const Json& scenario)
{
    RunDraft draft;
    draft.planner = "thief";
    draft.devices = {DeviceDraft{}};
    draft.classes = defaultSettings().classes;
    read(scenario, "name", draft.name);
    read(scenario, "seed", draft.seed);
    draft.deviceClock = member(scenario, "clock") == clockNames()[static_cast<std::size_t>(ClockKind::Device)];
    read(scenario, "windows", draft.windows);
    read(scenario, "window_seconds", draft.windowSeconds);
    read(scenario, "planner", draft.planner);
    readTexts(member(scenario, "classes"), draft.classes);
    const Json& golden = member(scenario, "golden");
    readTexts(member(golden, "models"), draft.goldenModels);
    read(golden, "scoring_interval_seconds", draft.scoringIntervalSeconds);
    if (const Json& device = member(scenario, "device"); device.is_object())
        draft.devices = {deviceOf(device)};
    if (const Json& devices = member(scenario, "devices"); devices.is_array()) {
        draft.devices.clear();
        for (const Json& device : devices)
            draft.devices.push_back(deviceOf(device));
    }
    if (const Json& cameras = member(scenario, "cameras"); cameras.is_array())
        for (const Json& camera : cameras) {
            draft.cameras.push_back(cameraOf(camera));
            draft.cameras.back().origin = draft.cameras.size() - 1;
        }
    return draft;
}

void writeDraft(Json& scenario, const RunDraft& before, const RunDraft& now)
{
    writeText(scenario, "name", before.name, now.name);
    write(scenario, "seed", before.seed, now.seed);
    if (before.deviceClock != now.deviceClock)
        scenario["clock"] =
            clockNames()[static_cast<std::size_t>(now.deviceClock ? ClockKind::Device : ClockKind::Wall)];
    write(scenario, "windows", before.windows, now.windows);
    write(scenario, "window_seconds", before.windowSeconds, now.windowSeconds);
    write(scenario, "planner", before.planner, now.planner);
    write(scenario, "classes", before.classes, now.classes);
    writeGolden(scenario, before, now);
    writeDevices(scenario, before.devices, now.devices);
    writeCameras(scenario, before.cameras, now.cameras);
}

} // namespace jackdaw::datasets
