// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_parts.h"
#include "datasets/scenario/scenario_path.h"
#include "engine/runtime/check_settings.h"
#include "engine/video/live_address.h"

namespace jackdaw::datasets {

namespace {

using namespace jackdaw::json;

constexpr std::size_t kLongestPath = 4096;
constexpr std::size_t kLongestName = 200;
constexpr std::int64_t kLastFrame = 1'000'000'000;
constexpr Range kPicture{0.0, 1.0}; ///< fractions of a picture's width and height

runtime::HumanLabels readHumanLabels(const Place& place, const std::filesystem::path& folder)
{
    Object object(place);
    runtime::HumanLabels labels;
    labels.file = readPath(object, "file", folder, true).value_or("");
    labels.firstFrame = object.integer("first_frame", 0, kLastFrame);
    labels.lastFrame = object.integer("last_frame", 0, kLastFrame);
    labels.labelFirstFrame = object.integer("label_first_frame", 0, kLastFrame, 0);
    labels.use = static_cast<runtime::LabelUse>(object.choice("use", runtime::labelUses(), 0));
    object.finish();
    return labels;
}

std::string readSource(Object& object, const std::filesystem::path& folder, bool required = true)
{
    const auto place = object.place("source", required, "a path or an address");
    const auto text = place ? place->text(kLongestPath) : std::nullopt;
    if (!text)
        return {};
    auto source = expandSource(*text, folder);
    if (source)
        return *source;
    place->faults().addOnce(place->pointer(), source.error(), "a path or an address whose variables are set");
    return {};
}

/// Paths are taken from the scenario's folder; what credentials may be is checked with all the settings.
std::string readCredentials(Object& object, const std::filesystem::path& folder)
{
    constexpr std::string_view kFile = "file:";
    if (!object.has("credentials"))
        return {};
    const auto place = object.place("credentials", false, "the place of a camera's user and password");
    const std::string text = place ? place->text(kLongestPath).value_or("") : std::string();
    if (!text.starts_with(kFile) || !video::checkCredentials(text))
        return text;
    const auto path = expandPath(std::string_view(text).substr(kFile.size()), folder);
    if (path)
        return std::string(kFile) + path->string();
    place->faults().addOnce(place->pointer(), path.error(), "a path whose variables are set");
    return {};
}

/// People write them here, and the nearest known key would be of no help.
void refuseSecrets(Object& object)
{
    for (const char* const key : {"password", "passwd", "pass", "user", "username", "login"})
        if (object.has(key) && object.place(key, false))
            object.faults().addOnce(object.pointerTo(key), "a secret",
                                    "\"credentials\" with \"secret:NAME\", \"env:NAME\" or \"file:PATH\", where "
                                    "USER:PASSWORD is kept, since scenarios are copied into sessions");
}

void readClips(Object& object, const std::filesystem::path& folder, video::LiveSettings& live)
{
    if (!object.has("clips"))
        return;
    Object clips(object.object("clips", false));
    live.clips = readPath(clips, "folder", folder, true).value_or("");
    live.clipBytes = static_cast<std::uint64_t>(
        clips.number("gigabytes", {0.0, 1e6, true}, static_cast<double>(live.clipBytes) / 1e9) * 1e9);
    live.clipSource = readSource(clips, folder, false);
    live.clipAge = std::chrono::hours(clips.integer("hours", 1, 87'600, live.clipAge.count()));
    clips.finish();
}

PicturePoint pointOf(const std::vector<double>& numbers)
{
    return numbers.size() == 2 ? PicturePoint{numbers[0], numbers[1]} : PicturePoint{};
}

CountingLine readLine(const Place& place)
{
    Object object(place);
    CountingLine line;
    line.name = object.text("name", kLongestName);
    line.from = pointOf(object.numbers("from", 2, 2, kPicture));
    line.to = pointOf(object.numbers("to", 2, 2, kPicture));
    object.finish();
    return line;
}

/// A CountingZone or an IgnoredRegion: a name, and corners in order.
template <class Region>
Region readRegion(const Place& place)
{
    Object object(place);
    Region region;
    region.name = object.text("name", kLongestName);
    object.array("corners", 3, runtime::kMostCorners, true, [&](const Place& corner) {
        std::vector<double> numbers;
        for (const Place& number : corner.elements(2, 2))
            numbers.push_back(number.number(kPicture).value_or(0.0));
        region.corners.push_back(pointOf(numbers));
    });
    object.finish();
    return region;
}

} // namespace

std::optional<std::filesystem::path> readPath(const Place& place, const std::filesystem::path& folder)
{
    const auto text = place.text(kLongestPath);
    if (!text)
        return std::nullopt;
    auto path = expandPath(*text, folder);
    if (path)
        return *path;
    place.faults().addOnce(place.pointer(), path.error(), "a path whose variables are set");
    return std::nullopt;
}

std::optional<std::filesystem::path> readPath(Object& object, const std::string& key,
                                              const std::filesystem::path& folder, bool required)
{
    const auto place = object.place(key, required, "a path");
    return place ? readPath(*place, folder) : std::nullopt;
}

runtime::CameraRun readCamera(const Place& place, const std::filesystem::path& folder)
{
    Object object(place);
    runtime::CameraRun camera;
    auto& settings = camera.settings;
    settings.name = object.text("name", kLongestName);
    settings.source = readSource(object, folder);
    settings.live.credentials = readCredentials(object, folder);
    refuseSecrets(object);
    settings.live.keyFramesOnly = object.boolean("key_frames_only", settings.live.keyFramesOnly);
    readClips(object, folder, settings.live);
    settings.speed = object.number("speed", {0.0, 1000.0, true}, settings.speed);
    settings.offset = fromSeconds(object.number("offset_seconds", {0.0, 1e6}, 0.0));
    settings.loop = object.boolean("loop", settings.loop);
    settings.imagesPerSecond = object.number("images_per_second", {0.0, 1000.0, true}, settings.imagesPerSecond);
    settings.framesPerSecond = object.number("frames_per_second", {0.0, 1000.0}, settings.framesPerSecond);
    camera.weight = object.number("weight", {0.0, 1000.0, true}, camera.weight);
    camera.floor.value = object.number("floor", {0.0, 1.0}, camera.floor.value);
    camera.target.value = object.number("target", {0.0, 1.0}, camera.target.value);
    camera.goldenLabels = readPath(object, "golden_labels", folder, false);
    if (object.has("student"))
        camera.student = readStudent(object.object("student", false), folder);
    object.array("human_labels", 0, 1000, false,
                 [&](const Place& element) { camera.humanLabels.push_back(readHumanLabels(element, folder)); });
    object.array("lines", 0, runtime::kMostCountingPlaces, false,
                 [&](const Place& element) { camera.lines.push_back(readLine(element)); });
    object.array("zones", 0, runtime::kMostCountingPlaces, false,
                 [&](const Place& element) { camera.zones.push_back(readRegion<CountingZone>(element)); });
    object.array("ignored", 0, runtime::kMostCountingPlaces, false,
                 [&](const Place& element) { camera.ignored.push_back(readRegion<IgnoredRegion>(element)); });
    camera.ignoredMask = readPath(object, "ignored_mask", folder, false);
    object.finish();
    return camera;
}

} // namespace jackdaw::datasets
