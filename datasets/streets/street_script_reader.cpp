// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_script.h"
#include "datasets/streets/street_script_limits.h"

#include "engine/base/text_file.h"
#include "engine/json/reader.h"
#include "engine/runtime/check_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <set>

namespace jackdaw::datasets {

namespace {

using namespace jackdaw::json;
using namespace script_limits;

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestText = 4096;
constexpr std::size_t kLargestFile = 1 << 20;

/// False where it is no script of this version: then the rest would be a flood of faults that say nothing.
bool isScript(Object& root)
{
    if (root.text("format", 100) != kFormat)
        root.refuse("format", "\"" + std::string(kFormat) + "\"");
    const auto version = root.integer("version", 1, INT32_MAX);
    if (version > kVersion && !root.faulty())
        root.faults().add("/version", "version " + std::to_string(version) + ", which a newer Jackdaw wrote",
                          "version " + std::to_string(kVersion));
    return !root.faulty();
}

void readClasses(Object& object, std::vector<double>& mix)
{
    const bool isFirst = mix.empty();
    if (!isFirst && !object.has("classes"))
        return;
    Object classes = object.object("classes", isFirst);
    mix.clear();
    for (const auto& name : streetClassNames())
        mix.push_back(classes.number(name, {0.0, kMostWeight}, 0.0));
    classes.finish();
    if (std::accumulate(mix.begin(), mix.end(), 0.0) <= 0.0)
        object.refuse("classes", "a class that weighs more than 0");
}

/// What it does not say stays as it is in \p phase, which is the one before.
void readPhase(const Place& place, StreetPhase& phase)
{
    Object object(place);
    phase.seconds = object.number("at_seconds", {0.0, kMostSeconds}, phase.seconds);
    readClasses(object, phase.classMix);
    phase.density = object.number("density", {0.0, kMostDensity}, phase.density);
    phase.daylight = object.number("daylight", {0.0, 1.0}, phase.daylight);
    phase.haze = object.number("haze", {0.0, 1.0}, phase.haze);
    phase.fog = object.number("fog", {0.0, 1.0}, phase.fog);
    phase.rain = object.number("rain", {0.0, 1.0}, phase.rain);
    phase.wind = object.number("wind", {0.0, kMostWind}, phase.wind);
    object.finish();
}

StreetCourse readCourse(const Place& place)
{
    Object object(place);
    StreetCourse course;
    course.name = object.text("name", kLongestName);
    StreetPhase phase;
    object.array("phases", 1, kMostPhases, true, [&](const Place& element) {
        readPhase(element, phase);
        if (!course.phases.empty() && phase.seconds <= course.phases.back().seconds && !element.faulty())
            element.refuse("an at_seconds after that of the phase before");
        course.phases.push_back(phase);
    });
    object.finish();
    return course;
}

StreetGroup readGroup(const Place& place)
{
    Object object(place);
    StreetGroup group;
    group.name = object.text("name", kLongestName);
    object.place("kind", true, "the name of a kind of street");
    group.kind = static_cast<StreetKind>(
        object.choice("kind", streetKindNames(), static_cast<std::size_t>(StreetKind::Roundabout)));
    group.course = object.text("course", kLongestName);
    group.copies = static_cast<int>(
        object.integer("copies", 1, static_cast<std::int64_t>(runtime::kMostCameras), group.copies));
    group.variety = object.number("variety", {0.0, 1.0}, group.variety);
    group.start = object.number("start_seconds", {0.0, kMostSeconds}, group.start);
    group.apart = object.number("apart_seconds", {0.0, kMostSeconds}, group.apart);
    object.finish();
    return group;
}

void readPicture(Object& root, StreetScript& script)
{
    const auto side = [&](const char* key, int fallback) {
        const auto value = root.integer(key, kShortestSide, kLongestSide, fallback);
        if (value % 4 != 0)
            root.refuse(key, "a multiple of 4");
        return static_cast<int>(value);
    };
    script.width = side("width", script.width);
    script.height = side("height", script.height);
    script.framesPerSecond = static_cast<int>(root.integer("frames_per_second", 1, kMostFrames, script.framesPerSecond));
    script.seconds = root.number("seconds", {kFewestSeconds, kMostSeconds});
    script.windowSeconds = root.number("window_seconds", {runtime::kShortestWindow, runtime::kLongestWindow},
                                       std::min(script.windowSeconds, script.seconds / 2.0));
    script.smallest = root.number("smallest_side", {kSmallestSide, kLargestSide}, script.smallest);
}

/// What joins several values.
void check(Object& root, const StreetScript& script)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < script.courses.size(); ++i) {
        if (!names.insert(script.courses[i].name).second)
            root.faults().add("/courses/" + std::to_string(i) + "/name", "a second \"" + script.courses[i].name + "\"",
                              "names of which no two are alike");
    }
    std::size_t cameras = 0;
    for (std::size_t i = 0; i < script.groups.size(); ++i) {
        cameras += static_cast<std::size_t>(script.groups[i].copies);
        const std::string pointer = "/cameras/" + std::to_string(i) + "/course";
        if (!names.contains(script.groups[i].course) && !root.faults().isFaulty(pointer))
            root.faults().add(pointer, "\"" + script.groups[i].course + "\"", "the name of one of the courses");
    }
    if (cameras > runtime::kMostCameras)
        root.faults().add("/cameras", std::to_string(cameras) + " cameras, with their copies",
                          "at most " + std::to_string(runtime::kMostCameras));
}

Result<StreetScript> readDocument(const nlohmann::json& document, const std::string& name, Faults& faults)
{
    Object root(Place(document, faults));
    StreetScript script;
    if (isScript(root)) {
        script.name = root.text("name", kLongestName, std::filesystem::path(name).stem().string());
        root.text("$schema", kLongestText, "");
        script.description = root.text("description", kLongestText, "");
        script.seed = root.unsignedInteger("seed", script.seed);
        readPicture(root, script);
        root.array("courses", 1, kMostCourses, true,
                   [&](const Place& element) { script.courses.push_back(readCourse(element)); });
        root.array("cameras", 1, runtime::kMostCameras, true,
                   [&](const Place& element) { script.groups.push_back(readGroup(element)); });
        root.finish();
        check(root, script);
    }
    if (!faults.empty())
        return tl::unexpected<Error>(faults.error("street script", name));
    return script;
}

} // namespace

Result<StreetScript> parseStreetScript(std::string_view text, const std::string& name)
{
    if (text.size() > kLargestFile)
        return fail(ErrorCode::InvalidInput,
                    "The street script " + name + " has " + std::to_string(text.size()) + " bytes, expected at most "
                        + std::to_string(kLargestFile) + ".",
                    "Check that it is a street script.");
    try {
        Faults faults;
        const auto document = json::parse(text, faults);
        if (!document)
            return tl::unexpected<Error>(faults.error("street script", name));
        return readDocument(*document, name, faults);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The street script " + name + " could not be read.", {}, error.what());
    }
}

Result<StreetScript> readStreetScript(const std::filesystem::path& file)
{
    const auto text = readText(file, "street script");
    if (!text)
        return tl::unexpected<Error>(text.error());
    return parseStreetScript(*text, file.string());
}

} // namespace jackdaw::datasets
