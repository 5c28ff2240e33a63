// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_options.h"

#include "datasets/scenario/scenario.h"
#include "engine/video/camera_feed.h"
#include "engine/video/shown_address.h"
#include "engine/vision/annotation_document.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace jackdaw::cli {
namespace {

/// The paper's retraining window.
constexpr Nanoseconds kDefaultWindow = std::chrono::seconds(200);
constexpr std::uint32_t kDefaultWindows = 6;

std::filesystem::path cacheFolder()
{
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return std::filesystem::path(cache) / "jackdaw";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home ? home : ".") / ".cache" / "jackdaw";
}

/// The last folder's name where \p source ends in a slash. Names are written, unlike a password that somebody put into
/// an address.
std::string nameOf(const std::string& source)
{
    const std::filesystem::path path(video::isLive(source) ? video::withoutLogin(source) : source);
    return (path.has_filename() ? path : path.parent_path()).stem().string();
}

/// As many label files as videos are the videos' own, in their order: labels are one video's.
void giveEachItsLabels(const RunOptions& options, runtime::RunSettings& settings)
{
    const auto isLabels = [](const std::string& file) { return vision::isAnnotationPath(file); };
    if (options.golden.size() != settings.cameras.size()
        || !std::all_of(options.golden.begin(), options.golden.end(), isLabels))
        return;
    for (std::size_t i = 0; i < options.golden.size(); ++i)
        settings.cameras[i].goldenLabels = options.golden[i];
    settings.labelling.models.clear();
}

Result<runtime::RunSettings> settingsFromVideos(const RunOptions& options)
{
    if (options.videos.empty())
        return fail(ErrorCode::InvalidInput, "There is nothing to run.",
                    "Name a scenario file, or videos with --video and golden models with --golden.");
    if (options.golden.empty())
        return fail(ErrorCode::InvalidInput, "There is no golden model.",
                    "Name ONNX files or one label file with --golden.");
    if (options.offsets.size() > 1 && options.offsets.size() != options.videos.size())
        return fail(ErrorCode::InvalidInput,
                    "--offset has " + std::to_string(options.offsets.size()) + " values for "
                        + std::to_string(options.videos.size()) + " videos.",
                    "Give one for all, or one for each.");
    runtime::RunSettings settings = datasets::defaultSettings();
    settings.name = nameOf(options.videos.front());
    settings.windowLength = kDefaultWindow;
    settings.windows = kDefaultWindows;
    settings.labelling.models.assign(options.golden.begin(), options.golden.end());
    for (std::size_t i = 0; i < options.videos.size(); ++i) {
        runtime::CameraRun camera;
        camera.settings.id = CameraId{static_cast<std::uint32_t>(i)};
        camera.settings.name = std::to_string(i + 1) + "-" + nameOf(options.videos[i]);
        camera.settings.source = options.videos[i];
        camera.settings.speed = options.speed.value_or(1.0);
        if (!options.offsets.empty())
            camera.settings.offset = fromSeconds(options.offsets[options.offsets.size() > 1 ? i : 0]);
        camera.settings.loop = !video::isLive(camera.settings.source);
        settings.cameras.push_back(std::move(camera));
    }
    giveEachItsLabels(options, settings);
    return settings;
}

/// A scenario says these itself, camera by camera: beside one they would mean nothing.
Status checkScenarioAlone(const RunOptions& options)
{
    const std::pair<const char*, bool> given[] = {{"--video", !options.videos.empty()},
                                                  {"--golden", !options.golden.empty()},
                                                  {"--speed", options.speed.has_value()},
                                                  {"--offset", !options.offsets.empty()}};
    for (const auto& [option, isGiven] : given) {
        if (isGiven)
            return fail(ErrorCode::InvalidInput,
                        std::string(option) + " does not go with the scenario " + options.scenario
                            + ", which has a value of its own for it.",
                        "Change the scenario, or leave it out and name videos with --video.");
    }
    return {};
}

Result<runtime::RunSettings> settingsFromScenario(const RunOptions& options)
{
    if (const Status alone = checkScenarioAlone(options); !alone)
        return tl::unexpected(alone.error());
    return datasets::readScenario(options.scenario);
}

Status applyClock(const std::string& name, runtime::RunSettings& settings)
{
    if (name != "wall" && name != "device")
        return fail(ErrorCode::InvalidInput, "--clock is \"" + name + "\"; expected wall or device.");
    settings.clock = name == "wall" ? ClockKind::Wall : ClockKind::Device;
    return {};
}

Result<runtime::DeviceSettings> deviceOf(const std::string& name)
{
    const std::string kind = name.substr(0, name.find(':'));
    runtime::DeviceSettings device{.kind = kind};
    const bool hasIndex = kind.size() < name.size();
    const char* begin = name.data() + std::min(kind.size() + 1, name.size());
    const char* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(begin, end, device.index);
    const bool isIndex = error == std::errc() && rest == end && device.index >= 0 && device.isGpu();
    if ((kind != "cpu" && kind != "cuda") || (hasIndex && !isIndex))
        return fail(ErrorCode::InvalidInput,
                    "--device is \"" + name + "\"; expected cpu, cuda, or cuda: and a number.");
    return device;
}

Status applyDevices(const std::vector<std::string>& names, runtime::RunSettings& settings)
{
    if (!names.empty())
        settings.devices.clear();
    for (const std::string& name : names) {
        auto device = deviceOf(name);
        if (!device)
            return tl::unexpected(device.error());
        settings.devices.push_back(std::move(*device));
    }
    return {};
}

/// The settings as they come back from their own scenario text, which the session keeps: what a scenario is refused for
/// is refused here too, and paths are absolute, so that the session can be resumed from any folder.
Result<runtime::RunSettings> asScenario(const runtime::RunSettings& settings)
{
    auto read = datasets::parseScenario(datasets::scenarioJson(settings), std::filesystem::current_path(),
                                        "of this command line");
    if (read) {
        read->firstStudentsFrom = settings.firstStudentsFrom;
        read->newestStudentsFrom = settings.newestStudentsFrom;
    }
    return read;
}

} // namespace

std::filesystem::path defaultCostTable()
{
    return cacheFolder() / "costs.json";
}

void RunOptions::addTo(CLI::App& command, const char* outHelp)
{
    command.add_option("scenario", scenario, "Scenario file (JSON)");
    command.add_option("--video", videos, "Video file or image folder; one camera each");
    command.add_option("--golden", golden, "Golden models (ONNX; several are fused) or one label file");
    command.add_option("--speed", speed, "Source seconds per session second")->check(CLI::PositiveNumber);
    command.add_option("--offset", offsets, "Seconds into the source at which cameras start")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--window", windowSeconds, "Length of a retraining window in seconds")
        ->check(CLI::PositiveNumber);
    command.add_option("--windows", windows, "Number of windows; window 0 trains the first students")
        ->check(CLI::Range(2U, 100000U));
    command.add_option("--planner", planner, "Planner, e.g. thief, inference-only, \"uniform(1,0.5)\"");
    command.add_option("--clock", clock, "wall, or device: time passes by calibrated costs, runs repeat to the bit");
    command.add_option("--device", devices,
                       "Devices that share the work: cpu, or NVIDIA's GPUs as cuda (the first), cuda:1, ...");
    command.add_option("--seed", seed, "Seed of all random numbers");
    command.add_option("--costs", costs, "Cost table for --clock device (made by calibrate)");
    command.add_option("--first-students", firstStudents,
                       "Session of the same cameras and seed whose first students are taken over");
    command
        .add_option("--newest-students", newestStudents,
                    "Session whose newest students serve from the beginning, by the cameras' names")
        ->excludes(command.get_option("--first-students"));
    command.add_option("--scoring-interval", scoringInterval, "Seconds between scored frames of a camera")
        ->check(CLI::PositiveNumber);
    command.add_flag("--uncharged-scoring", unchargedScoring,
                     "Labels that only scores need cost nothing (an operator does not score); with --clock device");
    command.add_option("--device-speed", deviceSpeed, "Divide what the cost table says by this; with --clock device")
        ->check(CLI::Range(1e-3, 1e3));
    command.add_option("--golden-price", goldenPrice, "Multiply the golden model's cost by this; with --clock device")
        ->check(CLI::Range(1e-3, 1e3));
    command.add_option("--cameras", cameras, "Make so many cameras of the scenario's, each from another moment on")
        ->check(CLI::Range(1U, 1024U));
    command.add_option("--label-cache", labelCache, "Folder that keeps golden results between runs");
    command.add_option("--out", out, outHelp);
}

Result<RunOptions> RunOptions::parse(std::vector<std::string> arguments)
{
    RunOptions options;
    CLI::App command;
    options.addTo(command, "");
    std::reverse(arguments.begin(), arguments.end()); // CLI11 takes them from the end
    try {
        command.parse(arguments);
    } catch (const CLI::ParseError& error) {
        return fail(ErrorCode::InvalidInput, std::string("The options of a run are wrong: ") + error.what() + '.',
                    "'jackdaw-cli run --help' lists them.");
    }
    return options;
}

Result<runtime::RunSettings> RunOptions::settings() const
{
    auto made = scenario.empty() ? settingsFromVideos(*this) : settingsFromScenario(*this);
    if (!made)
        return made;
    runtime::RunSettings& settings = *made;
    if (clock) {
        if (const Status applied = applyClock(*clock, settings); !applied)
            return tl::unexpected(applied.error());
    }
    if (const Status applied = applyDevices(devices, settings); !applied)
        return tl::unexpected(applied.error());
    if (windowSeconds)
        settings.windowLength = fromSeconds(*windowSeconds);
    settings.windows = windows.value_or(settings.windows);
    settings.planner = planner.value_or(settings.planner);
    settings.seed = seed.value_or(settings.seed);
    settings.labelling.scoringInterval = scoringInterval.value_or(settings.labelling.scoringInterval);
    settings.pricing.deviceSpeed = deviceSpeed.value_or(settings.pricing.deviceSpeed);
    settings.pricing.golden = goldenPrice.value_or(settings.pricing.golden);
    if (cameras)
        settings = datasets::withCameras(std::move(settings), *cameras);
    if (unchargedScoring)
        settings.labelling.scoringCharged = false;
    if (costs)
        settings.costTable = *costs;
    else if (settings.clock == ClockKind::Device && settings.costTable.empty())
        settings.costTable = defaultCostTable();
    if (firstStudents)
        settings.firstStudentsFrom = *firstStudents;
    if (newestStudents)
        settings.newestStudentsFrom = *newestStudents;
    if (labelCache)
        settings.labelCache = *labelCache;
    return asScenario(settings);
}

} // namespace jackdaw::cli
