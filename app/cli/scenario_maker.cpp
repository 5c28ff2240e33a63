// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scenario_maker.h"

#include "datasets/scenario/scenario.h"
#include "engine/base/path_below.h"
#include "engine/video/camera_feed.h"
#include "engine/video/shown_address.h"
#include "engine/video/video_reader.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace jackdaw::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kUsualWindows = 6.0;
constexpr double kUsualWindow = 200.0; ///< seconds; the paper's
constexpr double kShortestFit = 10.0; ///< seconds; shorter recordings are repeated instead

bool isScenarioFile(const std::string& source)
{
    return fs::path(source).extension() == ".json";
}

/// Seconds of the session that the shortest recording lasts; nothing where all cameras are live.
Result<std::optional<double>> shortestRecording(const runtime::RunSettings& settings)
{
    std::optional<double> shortest;
    for (const runtime::CameraRun& camera : settings.cameras) {
        if (video::isLive(camera.settings.source))
            continue;
        const auto reader = video::VideoReader::open(camera.settings.source, camera.settings.imagesPerSecond);
        if (!reader)
            return tl::unexpected(reader.error());
        const double left = toSeconds((*reader)->info().duration - camera.settings.offset) / camera.settings.speed;
        shortest = std::min(shortest.value_or(left), left);
    }
    return shortest;
}

/// As long as the shortest recording lasts, if that is long enough; otherwise recordings begin again.
void fitWindows(double shortest, runtime::RunSettings& settings)
{
    const double window = std::clamp(shortest / kUsualWindows, kShortestFit, kUsualWindow);
    settings.windows = static_cast<std::uint32_t>(kUsualWindows);
    settings.windowLength = fromSeconds(window);
    settings.labelling.scoringInterval = std::min(settings.labelling.scoringInterval, window / 4.0);
    if (window * kUsualWindows <= shortest)
        for (runtime::CameraRun& camera : settings.cameras)
            camera.settings.loop = false;
}

/// Of its file, or of the host that it is asked at.
std::string plainName(const std::string& source)
{
    const std::string shown = video::isLive(source) ? video::withoutLogin(source) : source;
    if (shown.find("://") != std::string::npos) {
        const std::string rest = shown.substr(shown.find("://") + 3);
        return rest.substr(0, rest.find_first_of("/:?"));
    }
    const fs::path path(shown);
    return (path.has_filename() ? path : path.parent_path()).stem().string();
}

Status nameCameras(const std::vector<std::string>& names, runtime::RunSettings& settings)
{
    if (!names.empty() && names.size() != settings.cameras.size())
        return fail(ErrorCode::InvalidInput,
                    "--name has " + std::to_string(names.size()) + " values for "
                        + std::to_string(settings.cameras.size()) + " cameras.",
                    "Give one for each, or none.");
    std::set<std::string> taken;
    for (std::size_t i = 0; i < settings.cameras.size(); ++i) {
        auto& camera = settings.cameras[i].settings;
        const std::string plain = names.empty() ? plainName(camera.source) : names[i];
        camera.name = plain;
        for (int copy = 2; names.empty() && !taken.insert(camera.name).second; ++copy)
            camera.name = plain + " " + std::to_string(copy);
    }
    return {};
}

} // namespace

Result<runtime::RunSettings> makeScenario(MakeOptions options)
{
    const bool isAnew = options.sources.size() == 1 && isScenarioFile(options.sources.front());
    if (isAnew)
        options.run.scenario = options.sources.front();
    else
        options.run.videos = options.sources;
    auto settings = options.run.settings();
    if (!settings)
        return settings;
    if (!options.classes.empty())
        settings->classes = options.classes;
    if (isAnew)
        return settings;
    for (runtime::CameraRun& camera : settings->cameras)
        if (video::isLive(camera.settings.source))
            camera.settings.live.credentials = options.credentials;
    if (const Status named = nameCameras(options.names, *settings); !named)
        return tl::unexpected(named.error());
    const auto shortest = shortestRecording(*settings);
    if (!shortest)
        return tl::unexpected(shortest.error());
    if (*shortest && !options.run.windowSeconds && !options.run.windows)
        fitWindows(**shortest, *settings);
    return settings;
}

runtime::RunSettings seenFrom(runtime::RunSettings settings, const fs::path& folder)
{
    for (runtime::CameraRun& camera : settings.cameras) {
        if (!video::isLive(camera.settings.source))
            camera.settings.source = pathBelow(camera.settings.source, folder).string();
        if (camera.goldenLabels)
            camera.goldenLabels = pathBelow(*camera.goldenLabels, folder);
        for (runtime::HumanLabels& labels : camera.humanLabels)
            labels.file = pathBelow(labels.file, folder);
    }
    for (fs::path& model : settings.labelling.models)
        model = pathBelow(model, folder);
    return settings;
}

} // namespace jackdaw::cli
