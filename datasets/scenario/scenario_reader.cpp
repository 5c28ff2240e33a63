// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_document.h"
#include "datasets/scenario/scenario_names.h"
#include "datasets/scenario/scenario_parts.h"

#include "engine/base/text_file.h"
#include "engine/runtime/check_settings.h"
#include "engine/video/camera_feed.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace jackdaw::datasets {

namespace {

using namespace jackdaw::json;
using runtime::RunSettings;

constexpr std::size_t kLargestFile = 1 << 20;

Error tooLarge(const std::string& name, std::uintmax_t bytes)
{
    return {ErrorCode::InvalidInput,
            "The scenario " + name + " has " + std::to_string(bytes) + " bytes, expected at most "
                + std::to_string(kLargestFile) + ".",
            "Check that it is a scenario file.",
            {}};
}

/// False where it is no scenario of this version: then the rest would be a flood of faults that say nothing.
bool isScenario(Object& root)
{
    if (root.text("format", 100) != kScenarioFormat)
        root.refuse("format", "\"" + std::string(kScenarioFormat) + "\"");
    const auto version = root.integer("version", 1, INT32_MAX);
    if (version > kScenarioVersion && !root.faulty())
        root.faults().add("/version", "version " + std::to_string(version) + ", which a newer Jackdaw wrote",
                          "version " + std::to_string(kScenarioVersion));
    return !root.faulty();
}

void readLists(Object& root, const std::filesystem::path& folder, RunSettings& settings)
{
    root.array("cameras", 1, runtime::kMostCameras, true, [&](const Place& element) {
        settings.cameras.push_back(readCamera(element, folder));
        settings.cameras.back().settings.id = {static_cast<std::uint32_t>(settings.cameras.size() - 1)};
    });
    if (root.has("classes"))
        settings.classes.clear();
    root.array("classes", 1, runtime::kMostClasses, false,
               [&](const Place& element) { settings.classes.push_back(element.text(64).value_or("")); });
}

using Configurations = std::vector<learning::TrainingConfiguration>;

/// Adds what is usual for \p student and not there yet: students of one family may have different heads.
void addUsual(const learning::StudentSettings& student, std::map<std::string, Configurations>& families)
{
    Configurations& known = families[learning::familyOf(student)];
    for (learning::TrainingConfiguration& usual : usualConfigurations(student))
        if (std::find(known.begin(), known.end(), usual) == known.end())
            known.push_back(std::move(usual));
}

/// What is usual for the students of all cameras; where these are of several families, each configuration is for one.
Configurations usualForAll(const RunSettings& settings)
{
    std::map<std::string, Configurations> families;
    addUsual(settings.student, families);
    for (const runtime::CameraRun& camera : settings.cameras)
        if (camera.student)
            addUsual(*camera.student, families);
    Configurations all;
    for (const auto& [family, configurations] : families)
        for (learning::TrainingConfiguration configuration : configurations) {
            if (families.size() > 1) {
                configuration.student = family;
                configuration.name = family + ": " + configuration.name;
            }
            all.push_back(std::move(configuration));
        }
    return all;
}

/// Students, and what they are retrained with.
void readTraining(Object& root, const std::filesystem::path& folder, RunSettings& settings)
{
    settings.student = readStudent(root.object("student", false), folder);
    settings.firstTraining = usualFirstTraining(settings.student);
    readFirstTraining(root.object("first_training", false), settings.firstTraining);
    const bool isGiven = root.has("configurations");
    settings.configurations.clear();
    root.array("configurations", 1, runtime::kMostConfigurations, false,
               [&](const Place& element) { settings.configurations.push_back(readConfiguration(element)); });
    if (!isGiven)
        settings.configurations = usualForAll(settings);
    for (runtime::CameraRun& camera : settings.cameras)
        if (camera.student && !startAlike(*camera.student, settings.student))
            camera.firstTraining = usualFirstTraining(*camera.student);
}

void readDevice(Object device, runtime::DeviceSettings& settings)
{
    settings.kind = runtime::deviceKinds()[device.choice("kind", runtime::deviceKinds(), 0)];
    settings.threads = static_cast<int>(device.integer("threads", 1, 256, settings.threads));
    settings.index = static_cast<int>(device.integer("index", 0, runtime::kMostDevices - 1, settings.index));
    device.finish();
}

/// `devices`, or the one `device` of older scenarios.
void readDevices(Object& root, RunSettings& settings)
{
    if (!root.has("devices"))
        return readDevice(root.object("device", false), settings.devices.front());
    if (root.has("device"))
        root.faults().add(root.pointerTo("device"), "a device beside /devices", "one of the two");
    settings.devices.clear();
    root.array("devices", 1, runtime::kMostDevices, false,
               [&](const Place& element) { readDevice(Object(element), settings.devices.emplace_back()); });
}

void readRun(Object& root, const std::filesystem::path& folder, RunSettings& settings)
{
    settings.windows = static_cast<std::uint32_t>(root.integer("windows", 2, 100'000));
    settings.windowLength =
        fromSeconds(root.number("window_seconds", {runtime::kShortestWindow, runtime::kLongestWindow}));
    settings.seed = root.unsignedInteger("seed", settings.seed);
    settings.clock = static_cast<ClockKind>(root.choice("clock", clockNames(), 0));
    settings.profilingBudget = root.number("profiling_budget", {0.0, 0.5}, settings.profilingBudget);
    settings.planner = root.text("planner", 200, settings.planner);
    settings.quantum = root.number("quantum", {0.0, 1.0, true}, settings.quantum);
    settings.costTable = readPath(root, "cost_table", folder, false).value_or("");
    settings.pricing.deviceSpeed = root.number("device_speed", {1e-3, 1e3}, settings.pricing.deviceSpeed);
    settings.pricing.golden = root.number("golden_price", {1e-3, 1e3}, settings.pricing.golden);
    settings.rounds = static_cast<std::uint32_t>(root.integer("rounds", 1, 64, settings.rounds));
    readDevices(root, settings);
    if (root.boolean("hardware_decoding", false))
        for (runtime::CameraRun& camera : settings.cameras)
            camera.settings.live.hardware = video::isLive(camera.settings.source);
    readTraining(root, folder, settings);
    readGolden(root.object("golden", false), folder, settings);
}

/// What no run takes; a value that is noted already is not noted again.
void checkRun(const RunSettings& settings, Faults& faults)
{
    for (runtime::SettingFault& fault : runtime::findFaults(settings)) {
        if (!faults.isFaulty(fault.place))
            faults.add(std::move(fault.place), std::move(fault.found), std::move(fault.expected));
    }
}

Result<RunSettings> readDocument(const nlohmann::json& document, const std::filesystem::path& folder,
                                 const std::string& name, Faults& faults)
{
    Object root(Place(document, faults));
    RunSettings settings = defaultSettings();
    if (isScenario(root)) {
        settings.name = root.text("name", 200, std::filesystem::path(name).stem().string());
        root.text("$schema", 4096, "");
        root.text("description", 4096, "");
        readLists(root, folder, settings);
        readRun(root, folder, settings);
        root.finish();
        checkRun(settings, faults);
    }
    if (!faults.empty())
        return tl::unexpected<Error>(faults.error("scenario", name));
    settings.scenarioText = scenarioJson(settings);
    return settings;
}

/// A fault that is found at several places is one for each of them.
std::vector<DraftFault> listOf(const Faults& faults)
{
    std::vector<DraftFault> list;
    for (const Fault& fault : faults.list()) {
        list.push_back({fault.pointer, fault.found, fault.expected});
        for (const std::string& place : fault.elsewhere)
            list.push_back({place, fault.found, fault.expected});
    }
    return list;
}

} // namespace

std::vector<DraftFault> findScenarioFaults(std::string_view text, const std::filesystem::path& folder)
{
    try {
        Faults faults;
        if (const auto document = json::parse(text, faults))
            (void)readDocument(*document, folder, "scenario", faults);
        return listOf(faults);
    } catch (const std::exception&) {
        return {{"", "something that cannot be read", "a scenario"}};
    }
}

Result<RunSettings> parseScenario(std::string_view text, const std::filesystem::path& folder, const std::string& name)
{
    if (text.size() > kLargestFile)
        return tl::unexpected<Error>(tooLarge(name, text.size()));
    try {
        Faults faults;
        const auto document = json::parse(text, faults);
        if (!document)
            return tl::unexpected<Error>(faults.error("scenario", name));
        return readDocument(*document, folder, name, faults);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The scenario " + name + " could not be read.", {}, error.what());
    }
}

Result<RunSettings> readScenario(const std::filesystem::path& file)
{
    const auto text = readText(file, "scenario");
    if (!text)
        return tl::unexpected<Error>(text.error());
    return parseScenario(*text, std::filesystem::absolute(file).parent_path(), file.string());
}

} // namespace jackdaw::datasets
