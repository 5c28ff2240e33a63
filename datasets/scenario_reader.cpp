// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/json_document.h"
#include "datasets/scenario.h"
#include "datasets/scenario_names.h"
#include "datasets/scenario_parts.h"

#include <fstream>
#include <sstream>
#include <system_error>

namespace jackdaw::datasets {

namespace {

using nlohmann::json;
using runtime::RunSettings;

constexpr std::size_t kLargestFile = 1 << 20;
constexpr std::size_t kMostCameras = 64;
/// Allowed classes of a label are bits of a 32-bit word.
constexpr std::size_t kMostClasses = 32;

Error tooLarge(const std::string& name, std::uintmax_t bytes)
{
    return {ErrorCode::InvalidInput,
            "The scenario " + name + " has " + std::to_string(bytes) + " bytes, expected at most "
                + std::to_string(kLargestFile) + ".",
            "Check that it is a scenario file.",
            {}};
}

/// False where it is no scenario of this version: then the rest would be a flood of faults that say nothing.
bool isScenario(ObjectReader& root, const json& document)
{
    const auto before = root.faults().list().size();
    if (!document.is_object())
        return false;
    if (root.text("format", 100, std::nullopt) != kScenarioFormat && root.faults().list().size() == before)
        root.faults().add("/format", describe(document["format"]), "\"" + std::string(kScenarioFormat) + "\"");
    const auto version = root.integer("version", 1, INT32_MAX, std::nullopt);
    if (version > kScenarioVersion && root.faults().list().size() == before)
        root.faults().add("/version", "version " + std::to_string(version) + ", which a newer Jackdaw wrote",
                          "version " + std::to_string(kScenarioVersion));
    return root.faults().list().size() == before;
}

void readLists(ObjectReader& root, const std::filesystem::path& folder, RunSettings& settings)
{
    auto& faults = root.faults();
    root.array("cameras", 1, kMostCameras, true, [&](const json& element, const std::string& at) {
        settings.cameras.push_back(readCamera(element, at, folder, faults));
        settings.cameras.back().settings.id = {static_cast<std::uint32_t>(settings.cameras.size() - 1)};
    });
    if (root.has("classes"))
        settings.classes.clear();
    root.array("classes", 1, kMostClasses, false, [&](const json& element, const std::string& at) {
        settings.classes.push_back(readText(element, at, 64, faults).value_or(""));
    });
    settings.student.classes = static_cast<int>(settings.classes.size());
    if (root.has("configurations"))
        settings.configurations.clear();
    root.array("configurations", 1, 64, false, [&](const json& element, const std::string& at) {
        settings.configurations.push_back(readConfiguration(element, at, faults));
    });
}

void readDevice(ObjectReader device, runtime::DeviceSettings& settings)
{
    settings.kind = deviceKinds()[device.choice("kind", deviceKinds(), 0)];
    settings.threads = static_cast<int>(device.integer("threads", 1, 256, settings.threads));
    device.finish();
}

void readRun(ObjectReader& root, const std::filesystem::path& folder, RunSettings& settings)
{
    settings.windows = static_cast<std::uint32_t>(root.integer("windows", 2, 100'000, std::nullopt));
    settings.windowLength = fromSeconds(root.number("window_seconds", {0.1, 86400.0}, std::nullopt));
    settings.seed = root.unsignedInteger("seed", settings.seed);
    settings.clock = static_cast<ClockKind>(root.choice("clock", clockNames(), 0));
    settings.profilingBudget = root.number("profiling_budget", {0.0, 0.5}, settings.profilingBudget);
    settings.planner = root.text("planner", 200, settings.planner);
    settings.quantum = root.number("quantum", {0.0, 1.0, true}, settings.quantum);
    settings.costTable = readPath(root, "cost_table", folder, false).value_or("");
    readDevice(root.object("device", false), settings.devices.front()s.front());
    readFirstTraining(root.object("first_training", false), settings.firstTraining);
    readStudent(root.object("student", false), settings.student);
    readGolden(root.object("golden", false), folder, settings);
}

Result<RunSettings> readDocument(const json& document, const std::filesystem::path& folder, const std::string& name,
                                 Faults& faults)
{
    ObjectReader root(&document, "", faults);
    RunSettings settings = defaultSettings();
    if (isScenario(root, document)) {
        settings.name = root.text("name", 200, std::filesystem::path(name).stem().string());
        root.text("$schema", 4096, "");
        root.text("description", 4096, "");
        readLists(root, folder, settings);
        readRun(root, folder, settings);
        root.finish();
        checkTogether(settings, faults);
    }
    if (!faults.empty())
        return tl::unexpected<Error>(faults.error(name));
    settings.scenarioText = scenarioJson(settings);
    return settings;
}

} // namespace

Result<RunSettings> parseScenario(std::string_view text, const std::filesystem::path& folder, const std::string& name)
{
    if (text.size() > kLargestFile)
        return tl::unexpected<Error>(tooLarge(name, text.size()));
    try {
        Faults faults;
        const auto document = parseDocument(text, faults);
        if (!document)
            return tl::unexpected<Error>(faults.error(name));
        return readDocument(*document, folder, name, faults);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The scenario " + name + " could not be read.", {}, error.what());
    }
}

Result<RunSettings> readScenario(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return fail(ErrorCode::NotFound,
                    "The scenario " + file.string() + " cannot be opened: " + error.message() + ".", "Check the path.");
    if (size > kLargestFile)
        return tl::unexpected<Error>(tooLarge(file.string(), size));
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream)
        return fail(ErrorCode::Io, "The scenario " + file.string() + " cannot be read.", "Check its permissions.");
    return parseScenario(text.view(), std::filesystem::absolute(file).parent_path(), file.string());
}

} // namespace jackdaw::datasets
