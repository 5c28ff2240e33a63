// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/engine_setup.h"

#include "app/window/folders.h"
#include "app/window/golden_look.h"
#include "app/window/network_search.h"
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_path.h"
#include "engine/base/text_file.h"
#include "engine/runtime/engine.h"
#include "engine/runtime/ignored_mask.h"
#include "engine/runtime/label_check.h"
#include "engine/scheduling/planner.h"
#include "engine/video/camera_look.h"
#include "engine/video/capture_devices.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/class_map.h"

#include <QDir>
#include <QFileInfo>

#include <sstream>
#include <utility>

namespace jackdaw::window {
namespace {

/// A recording tells its rate within a few pictures; a live camera is measured.
constexpr double kRecordingSeconds = 1.5;
constexpr double kLiveSeconds = 5.0;

std::filesystem::path toPath(const QString& file)
{
    return std::filesystem::path(file.toStdString());
}

std::filesystem::path folderOf(const QString& file)
{
    return toPath(QFileInfo(file).absolutePath());
}

widgets::SourceLook shown(const video::CameraLook& look)
{
    widgets::SourceLook made;
    made.picture = look.last;
    made.width = look.info.width;
    made.height = look.info.height;
    made.codec = look.info.codec;
    made.live = look.info.live;
    made.seconds = look.info.live ? 0.0 : toSeconds(look.info.sourceDuration);
    made.saysPerSecond = look.info.framesPerSecond;
    made.givesPerSecond = look.perSecond();
    made.pictures = look.pictures;
    for (const VideoFault& fault : look.faults)
        made.faults.push_back(fault.message);
    made.interruption = look.interruption;
    return made;
}

/// Adds what \p mask passes over in the pictures that were seen, or why it cannot be read.
void addMask(const std::optional<std::filesystem::path>& mask, widgets::SourceLook& look)
{
    if (!mask)
        return;
    auto regions = runtime::readIgnoredMask(*mask, {look.width, look.height});
    if (regions)
        look.masked = std::move(*regions);
    else
        look.faults.push_back(regions.error().text());
}

/// Work that only says that something is wrong.
template <class T>
BackgroundWork::Task failing(const Error& error, const widgets::SetupServices::Done<T>& done)
{
    return [error, done](const std::stop_token&, const BackgroundWork::Tell& tell) {
        tell([error, done] { done(tl::unexpected<Error>(error)); });
    };
}

/// Tells \p done what \p work gives.
template <class T, class Call>
BackgroundWork::Task telling(Call work, const widgets::SetupServices::Done<T>& done)
{
    return [work = std::move(work), done](const std::stop_token& stop, const BackgroundWork::Tell& tell) {
        auto outcome = std::make_shared<Result<T>>(work(stop));
        tell([outcome, done] { done(std::move(*outcome)); });
    };
}

std::string mappingLine(const std::string& name, const std::vector<std::string>& classes)
{
    std::string line = name + "=";
    for (std::size_t i = 0; i < classes.size(); ++i)
        line += (i > 0 ? "|" : "") + classes[i];
    return line;
}

} // namespace

EngineSetup::EngineSetup() : m_folder(toPath(QDir::homePath()))
{
}

RunDraft EngineSetup::begin()
{
    m_document = datasets::ScenarioDocument();
    m_folder = toPath(QDir::homePath());
    return m_document.draft();
}

Result<RunDraft> EngineSetup::open(const QString& file)
{
    auto document = datasets::ScenarioDocument::read(toPath(file));
    if (!document)
        return tl::unexpected(document.error());
    m_document = std::move(*document);
    m_folder = folderOf(file);
    return m_document.draft();
}

Status EngineSetup::save(const RunDraft& draft, const QString& file)
{
    const std::filesystem::path folder = folderOf(file);
    return writeText(toPath(file),
                     folder == m_folder ? m_document.textOf(draft) : m_document.movedTextOf(draft, m_folder, folder));
}

std::vector<DraftFault> EngineSetup::faultsOf(const RunDraft& draft)
{
    return datasets::findScenarioFaults(m_document.textOf(draft), m_folder);
}

std::vector<widgets::PlannerChoice> EngineSetup::planners()
{
    std::vector<widgets::PlannerChoice> choices;
    for (const scheduling::PlannerInfo& planner : scheduling::knownPlanners())
        choices.push_back({planner.name, planner.summary});
    return choices;
}

std::string EngineSetup::writtenPath(const QString& file)
{
    return datasets::escapePath(toPath(QFileInfo(file).absoluteFilePath()));
}

Status EngineSetup::setMeaning(const std::string& labels, const std::string& name,
                               const std::vector<std::string>& classes)
{
    const auto path = datasets::expandPath(labels, m_folder);
    if (!path)
        return fail(ErrorCode::InvalidInput, "The label file is named by " + path.error() + ".");
    const std::filesystem::path file = vision::mappingFileOf(*path);
    std::string kept;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        const auto text = readText(file, "mapping file");
        if (!text)
            return tl::unexpected(text.error());
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);)
            if (vision::nameKey(line.substr(0, line.find('='))) != vision::nameKey(name))
                kept += line + "\n";
    }
    return writeText(file, kept + mappingLine(name, classes) + "\n");
}

Result<video::CameraSettings> EngineSetup::cameraSettings(const CameraDraft& camera) const
{
    const auto source = datasets::expandSource(camera.source, m_folder);
    if (!source)
        return fail(ErrorCode::InvalidInput, "The source is named by " + source.error() + ".",
                    "Set the variable, or name the source itself.");
    std::error_code ignored;
    if (std::filesystem::is_fifo(*source, ignored))
        return fail(ErrorCode::Unsupported,
                    "'" + *source + "' is a pipe: what is read from it now would be missing in the run.",
                    "Start the run without a test, or test a file of the same kind.");
    video::CameraSettings settings;
    settings.name = camera.name;
    settings.source = *source;
    settings.imagesPerSecond = camera.imagesPerSecond > 0.0 ? camera.imagesPerSecond : 25.0;
    settings.offset = fromSeconds(std::clamp(camera.offsetSeconds, 0.0, 1e6));
    settings.live.credentials = expandedCredentials(camera.credentials);
    return settings;
}

/// A file's path is relative to the scenario.
std::string EngineSetup::expandedCredentials(const std::string& credentials) const
{
    constexpr std::string_view kFile = "file:";
    if (credentials.starts_with(kFile))
        if (const auto file = datasets::expandPath(credentials.substr(kFile.size()), m_folder))
            return std::string(kFile) + file->string();
    return credentials;
}

widgets::SetupServices::Work EngineSetup::lookAtSource(const CameraDraft& camera,
                                                       std::function<void(const widgets::SourceLook&)> seen,
                                                       Done<widgets::SourceLook> done)
{
    const auto settings = cameraSettings(camera);
    if (!settings)
        return std::make_unique<BackgroundWork>(m_threads, failing<widgets::SourceLook>(settings.error(), done));
    std::optional<std::filesystem::path> mask;
    if (!camera.ignoredMask.empty())
        if (const auto path = datasets::expandPath(camera.ignoredMask, m_folder))
            mask = *path;
    return std::make_unique<BackgroundWork>(
        m_threads,
        [settings = *settings, mask, seen, done](const std::stop_token& stop, const BackgroundWork::Tell& tell) {
            const auto told = [&](const video::CameraLook& look) { tell([seen, made = shown(look)] { seen(made); }); };
            const double seconds = video::isLive(settings.source) ? kLiveSeconds : kRecordingSeconds;
            const auto look = video::lookAtCamera(settings, seconds, stop, told);
            Result<widgets::SourceLook> made = tl::unexpected<Error>(look ? Error() : look.error());
            if (look) {
                made = shown(*look);
                addMask(mask, *made);
            }
            tell([done, made] { done(made); });
        });
}

widgets::SetupServices::Work EngineSetup::tryGolden(const RunDraft& draft, const CameraDraft& camera,
                                                    Done<widgets::GoldenLook> done)
{
    auto settings = cameraSettings(camera);
    if (!settings)
        return std::make_unique<BackgroundWork>(m_threads, failing<widgets::GoldenLook>(settings.error(), done));
    GoldenTrial trial;
    trial.camera = std::move(*settings);
    trial.classes = draft.classes;
    if (!draft.devices.empty() && draft.devices.front().kind == "cpu")
        trial.threads = std::clamp(draft.devices.front().threads, 1, 256);
    const auto files = camera.goldenLabels.empty() ? draft.goldenModels : std::vector{camera.goldenLabels};
    for (const std::string& file : files) {
        const auto path = datasets::expandPath(file, m_folder);
        if (!path)
            return std::make_unique<BackgroundWork>(
                m_threads,
                failing<widgets::GoldenLook>(
                    {ErrorCode::InvalidInput, "The golden model is named by " + path.error() + ".", {}, {}}, done));
        trial.files.push_back(*path);
    }
    return std::make_unique<BackgroundWork>(
        m_threads,
        telling<widgets::GoldenLook>(
            [trial = std::move(trial)](const std::stop_token& stop) { return lookAtGolden(trial, stop); }, done));
}

widgets::SetupServices::Work EngineSetup::findCameras(Done<std::vector<widgets::PluggedCamera>> done)
{
    const auto find = [](const std::stop_token&) -> Result<std::vector<widgets::PluggedCamera>> {
        std::vector<widgets::PluggedCamera> found;
        for (const video::CaptureDevice& device : video::captureDevices())
            found.push_back({device.stableName.empty() ? device.path : device.stableName, device.name});
        return found;
    };
    return std::make_unique<BackgroundWork>(m_threads, telling<std::vector<widgets::PluggedCamera>>(find, done));
}

widgets::SetupServices::Work EngineSetup::searchNetwork(Done<std::vector<widgets::FoundCamera>> done)
{
    return std::make_unique<BackgroundWork>(
        m_threads,
        telling<std::vector<widgets::FoundCamera>>(
            [](const std::stop_token& stop) { return window::searchNetwork({}, stop); }, done));
}

widgets::SetupServices::Work EngineSetup::askCamera(const widgets::FoundCamera& camera, const std::string& credentials,
                                                    Done<widgets::FoundCamera> done)
{
    return std::make_unique<BackgroundWork>(
        m_threads,
        telling<widgets::FoundCamera>(
            [camera, credentials = expandedCredentials(credentials)](const std::stop_token& stop) {
                return window::askCamera(camera, credentials, stop);
            },
            done));
}

widgets::SetupServices::Work EngineSetup::keepLogin(const widgets::NewLogin& login, Done<std::string> done)
{
    return std::make_unique<BackgroundWork>(
        m_threads, telling<std::string>([login](const std::stop_token&) { return window::keepLogin(login); }, done));
}

Result<runtime::RunSettings> EngineSetup::settings(const RunDraft& draft) const
{
    auto settings = datasets::parseScenario(m_document.textOf(draft), m_folder, draft.name + ".json");
    if (settings && settings->clock == ClockKind::Device && settings->costTable.empty())
        settings->costTable = toPath(cacheFolder()) / "costs.json";
    return settings;
}

widgets::SetupServices::Work EngineSetup::checkLabels(const RunDraft& draft, Done<std::vector<std::string>> done)
{
    const auto check = [settings = settings(draft)](const std::stop_token&) -> Result<std::vector<std::string>> {
        if (!settings)
            return tl::unexpected(settings.error());
        const auto alerts = runtime::checkLabels(*settings);
        if (!alerts)
            return tl::unexpected(alerts.error());
        std::vector<std::string> sentences;
        for (const Alert& alert : *alerts)
            sentences.push_back(alert.message);
        return sentences;
    };
    return std::make_unique<BackgroundWork>(m_threads, telling<std::vector<std::string>>(check, done));
}

widgets::SetupServices::Work
EngineSetup::calibrate(const RunDraft& draft, std::function<void(const std::string&)> measured, Done<std::string> done)
{
    return std::make_unique<BackgroundWork>(
        m_threads,
        [settings = settings(draft), measured, done](const std::stop_token& stop, const BackgroundWork::Tell& tell) {
            const auto outcome = [&]() -> Result<std::string> {
                if (!settings)
                    return tl::unexpected(settings.error());
                const auto table =
                    settings->costTable.empty() ? toPath(cacheFolder()) / "costs.json" : settings->costTable;
                std::error_code ignored; // where it cannot be made, saving says so
                std::filesystem::create_directories(table.parent_path(), ignored);
                const Status made = runtime::calibrate(
                    *settings, table,
                    [&](const std::string& shape, double) { tell([measured, shape] { measured(shape); }); }, stop);
                return made ? Result<std::string>(table.string()) : tl::unexpected(made.error());
            }();
            tell([done, outcome] { done(outcome); });
        });
}

} // namespace jackdaw::window
