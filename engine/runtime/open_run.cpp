// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/open_run.h"

#include "engine/base/log.h"
#include "engine/base/version.h"
#include "engine/cuda/stand_in.h"
#include "engine/runtime/check_settings.h"
#include "engine/runtime/earlier_students.h"
#include "engine/runtime/ignored_mask.h"
#include "engine/runtime/label_check.h"
#include "engine/runtime/restore_run.h"
#include "engine/runtime/warm_up.h"
#include "engine/vision/box_mover.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <future>
#include <iterator>
#include <map>
#include <utility>

namespace jackdaw::runtime {
namespace {

vision::GoldenSettings goldenSettings(const RunSettings& settings, std::vector<std::filesystem::path> files,
                                      std::optional<int> gpu = {})
{
    return {std::move(files), settings.classes, static_cast<float>(settings.labelling.scoreThreshold),
            settings.devices.front().threads, gpu};
}

using OpenedFeed = Result<std::unique_ptr<video::CameraFeed>>;

/// Live cameras that are off take their time to be given up: they are opened side by side.
std::vector<std::future<OpenedFeed>> openFeeds(const RunSettings& settings, const Suppliers& suppliers)
{
    std::vector<std::future<OpenedFeed>> feeds;
    for (const CameraRun& camera : settings.cameras) {
        const auto when = video::isLive(camera.settings.source) ? std::launch::async : std::launch::deferred;
        feeds.push_back(std::async(when, [&] { return suppliers.feed(camera.settings); }));
    }
    return feeds;
}

Status openCameras(RunParts& parts, const Suppliers& suppliers)
{
    auto feeds = openFeeds(parts.settings, suppliers);
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        const CameraRun& camera = parts.settings.cameras[i];
        CameraSource source{camera, nullptr, {}, {}};
        auto feed = feeds[i].get();
        if (!feed)
            return tl::unexpected(feed.error());
        source.feed = std::move(*feed);
        for (const LabelUse use : {LabelUse::Score, LabelUse::Train}) {
            auto index = HumanLabelIndex::load(stretchesFor(use, camera.humanLabels), parts.settings.classes);
            if (!index)
                return tl::unexpected(index.error());
            (use == LabelUse::Score ? source.human : source.taught) = std::move(*index);
        }
        parts.cameras.push_back(std::move(source));
    }
    return {};
}

Result<std::shared_ptr<vision::GoldenModel>>
openGoldenModel(const RunSettings& settings, const std::vector<std::filesystem::path>& files, std::optional<int> gpu)
{
    auto golden = vision::openGoldenModel(goldenSettings(settings, files, gpu));
    if (!golden)
        return tl::unexpected(golden.error());
    if (settings.labelCache)
        return vision::withLabelCache(std::move(*golden), *settings.labelCache);
    return std::shared_ptr(std::move(*golden));
}

/// One per device, since they run side by side; none without \p files.
Result<GoldenModels> openForDevices(const RunParts& parts, const std::vector<std::filesystem::path>& files)
{
    GoldenModels models;
    while (!files.empty() && models.size() < parts.settings.devices.size()) {
        auto golden = openGoldenModel(parts.settings, files, parts.devices[models.size()]->info().gpu);
        if (!golden)
            return tl::unexpected(golden.error());
        models.push_back(std::move(*golden));
    }
    return models;
}

/// A camera's own labels serve on every device; of a network each device has its own.
Status openGolden(RunParts& parts)
{
    const RunSettings& settings = parts.settings;
    const auto opened = openForDevices(parts, settings.labelling.models);
    const auto second = opened ? openForDevices(parts, settings.labelling.secondModels) : opened;
    if (!second)
        return tl::unexpected(second.error());
    const GoldenModels& common = *opened;
    for (CameraSource& camera : parts.cameras) {
        camera.second = *second;
        if (camera.run.goldenLabels) {
            auto own = vision::openGoldenModel(goldenSettings(settings, {*camera.run.goldenLabels}));
            if (!own)
                return tl::unexpected(own.error());
            camera.golden.assign(settings.devices.size(), std::shared_ptr(std::move(*own)));
            continue;
        }
        if (common.empty())
            return fail(ErrorCode::InvalidInput,
                        "Camera " + camera.run.settings.name + " has no golden labels and the run has no golden model.",
                        "Name a golden model or a label file.");
        camera.golden = common;
    }
    if (!common.empty())
        parts.golden = common.front()->description();
    return {};
}

/// What a mask says becomes regions like those that are drawn.
Status readMasks(RunParts& parts)
{
    for (CameraSource& camera : parts.cameras) {
        if (!camera.run.ignoredMask)
            continue;
        const video::StreamInfo& info = camera.feed->info();
        auto regions = readIgnoredMask(*camera.run.ignoredMask, {info.width, info.height});
        if (!regions)
            return fail(regions.error().code, "Camera " + camera.run.settings.name + ": " + regions.error().message,
                        regions.error().action, regions.error().detail);
        camera.run.ignored.insert(camera.run.ignored.end(), regions->begin(), regions->end());
    }
    return {};
}

/// From here on no label of a camera lies in its ignored regions, whoever made it.
Status leaveOutIgnored(RunParts& parts)
{
    for (CameraSource& camera : parts.cameras) {
        camera.ignored = vision::IgnoredRegions(camera.run.ignored);
        const video::StreamInfo& info = camera.feed->info();
        const vision::PictureSize size{info.width, info.height};
        for (GoldenModels* models : {&camera.golden, &camera.second})
            for (auto& golden : *models)
                golden = vision::outsideOf(camera.ignored, size, std::move(golden));
        camera.human.leaveOut(camera.ignored, size);
        camera.taught.leaveOut(camera.ignored, size);
    }
    return {};
}

std::vector<std::string> neededShapes(const RunParts& parts)
{
    const RunSettings& settings = parts.settings;
    std::vector<std::string> shapes;
    for (const auto& batch : calibrationBatches(parts.learners, chargedConfigurations(settings)))
        shapes.push_back(batch.costShape);
    for (const CameraSource& camera : parts.cameras)
        for (std::string& shape : labelShapes(camera))
            shapes.push_back(std::move(shape));
    return shapes;
}

/// \p table as the settings have it charged.
profiling::CostTable priced(const RunParts& parts, const profiling::CostTable& table)
{
    const Pricing& pricing = parts.settings.pricing;
    profiling::CostTable charged;
    charged.device = table.device;
    for (const BatchCost& line : table.lines()) {
        const bool golden = std::any_of(parts.cameras.begin(), parts.cameras.end(), [&](const CameraSource& camera) {
            return camera.golden.front()->costShape() == profiling::CostTable::shapeOf(line.shape);
        });
        charged.set(line.shape, line.seconds * (golden ? pricing.golden : 1.0) / pricing.deviceSpeed);
    }
    charged.takeMemory(table);
    return charged;
}

/// The table of a session that goes on, if it has one; else the file that the settings name.
Status loadCosts(RunParts& parts, const std::vector<BatchCost>& recorded)
{
    profiling::CostTable table;
    for (const BatchCost& cost : recorded)
        table.set(cost.shape, cost.seconds);
    if (recorded.empty() && !parts.settings.costTable.empty()) {
        auto loaded = profiling::CostTable::load(parts.settings.costTable);
        if (!loaded)
            return tl::unexpected(loaded.error());
        table = std::move(*loaded);
    } else if (recorded.empty() && parts.settings.clock == ClockKind::Device) {
        return fail(ErrorCode::InvalidInput, "A run under device time needs a cost table.",
                    "Make one with 'jackdaw-cli calibrate', or run with --clock wall.");
    }
    parts.costs = CostBook(parts.settings.clock, recorded.empty() ? priced(parts, table) : table);
    if (parts.settings.clock == ClockKind::Wall)
        return {};
    for (const std::string& shape : neededShapes(parts)) {
        if (const auto cost = parts.costs.cost(shape); !cost)
            return tl::unexpected(cost.error());
    }
    return {};
}

std::unique_ptr<Clock> makeClock(ClockKind kind, Nanoseconds origin)
{
    if (kind == ClockKind::Wall)
        return std::make_unique<WallClock>(origin);
    return std::make_unique<DeviceClock>(origin);
}

/// What history is taken to say before anything was seen.
void assumeCurves(RunParts& parts)
{
    for (const auto& learner : parts.learners)
        for (const auto& configuration : parts.settings.configurations)
            if (learner->trains(configuration))
                parts.history.assume(configuration.family(), assumedCurve(*learner, configuration));
}

std::string studentsText(const Learners& learners)
{
    std::vector<std::string> known;
    std::string text;
    for (const auto& learner : learners) {
        const std::string description = learner->description();
        if (std::find(known.begin(), known.end(), description) != known.end())
            continue;
        known.push_back(description);
        text += (text.empty() ? "" : ", ") + description;
    }
    return text;
}

Result<RunParts> openParts(RunSettings settings, const Suppliers& suppliers,
                           const std::vector<BatchCost>& recordedCosts = {})
{
    if (const Status valid = checkSettings(settings); !valid)
        return tl::unexpected(valid.error());
    RunParts parts;
    parts.settings = std::move(settings);
    parts.pictures = suppliers.pictures;
    auto planner = scheduling::makePlanner(parts.settings.planner);
    if (!planner)
        return tl::unexpected(planner.error());
    parts.planner = std::move(*planner);
    auto warnings = checkLabels(parts.settings);
    if (!warnings)
        return tl::unexpected(warnings.error());
    parts.labelWarnings = std::move(*warnings);
    auto devices = suppliers.devices(parts.settings); // before anything is done with tensors
    if (!devices)
        return tl::unexpected(devices.error());
    parts.devices = std::move(*devices);
    auto learners = makeLearners(parts.settings, suppliers);
    if (!learners)
        return tl::unexpected(learners.error());
    parts.learners = std::move(*learners);
    assumeCurves(parts);
    if (const Status opened = openCameras(parts, suppliers); !opened)
        return tl::unexpected(opened.error());
    for (const auto& stage : {openGolden, readMasks, leaveOutIgnored, warmUpDevices}) {
        if (const Status done = stage(parts); !done)
            return tl::unexpected(done.error());
    }
    if (const Status loaded = loadCosts(parts, recordedCosts); !loaded)
        return tl::unexpected(loaded.error());
    if (const Status loaded = loadEarlierStudents(parts); !loaded)
        return tl::unexpected(loaded.error());
    return parts;
}

std::vector<BatchCost> chargedTable(const RunParts& parts)
{
    std::vector<BatchCost> lines;
    if (parts.settings.clock == ClockKind::Wall)
        return lines;
    std::vector<std::string> shapes = neededShapes(parts);
    if (parts.costs.knows(vision::kMoveShape))
        shapes.push_back(vision::kMoveShape);
    for (const std::string& shape : shapes) {
        const bool listed =
            std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line.shape == shape; });
        if (listed)
            continue;
        lines.push_back({shape, parts.costs.cost(shape)->value});
        const auto inParts = parts.costs.table().partsOf(shape);
        lines.insert(lines.end(), inParts.begin(), inParts.end());
    }
    return lines;
}

/// Beside the devices, so that no figure of the session is taken for one of them.
std::string pricingText(const Pricing& pricing)
{
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "charged as if %g times as fast, the golden model %g times as dear",
                  pricing.deviceSpeed, pricing.golden);
    return text.data();
}

SessionStarted describe(const RunParts& parts)
{
    const RunSettings& settings = parts.settings;
    SessionStarted started;
    started.name = settings.name;
    // It is read wherever figures are.
    if (const auto gpu = cuda::costsOf(parts.devices.front()->info().name))
        started.name += " (costs of " + *gpu + ")";
    started.softwareVersion = version();
    started.planner = parts.planner->name();
    started.clock = settings.clock;
    started.seed = settings.seed;
    started.windows = settings.windows;
    started.windowLength = settings.windowLength;
    started.classes = settings.classes;
    for (std::size_t i = 0; i < settings.configurations.size(); ++i)
        started.configurations.push_back(
            {ConfigurationId{static_cast<std::uint32_t>(i)}, settings.configurations[i].name});
    started.student = studentsText(parts.learners);
    started.golden = parts.golden.empty() ? "label files" : parts.golden;
    for (std::size_t i = 0; i < settings.devices.size(); ++i)
        started.devices.push_back(deviceText(settings.devices[i], *parts.devices[i]));
    if (!settings.pricing.isUsual())
        started.devices.push_back(pricingText(settings.pricing));
    started.costTable = chargedTable(parts);
    started.scenario = settings.scenarioText;
    started.scoringCharged = settings.labelling.scoringCharged;
    return started;
}

} // namespace

Result<RunParts> openRun(RunSettings settings, const std::filesystem::path& sessionFile, const Suppliers& suppliers)
{
    auto parts = openParts(std::move(settings), suppliers);
    if (!parts)
        return parts;
    auto writer = session::SessionWriter::create(sessionFile);
    if (!writer)
        return tl::unexpected(writer.error());
    parts->writer = std::move(*writer);
    parts->sessionFile = sessionFile;
    parts->clock = makeClock(parts->settings.clock, Nanoseconds{0});
    parts->started = describe(*parts);
    return parts;
}

Status checkRun(RunSettings settings)
{
    const auto parts = openParts(std::move(settings), {});
    return parts ? Status() : tl::unexpected(parts.error());
}

Result<RunParts> reopenRun(RunSettings settings, const std::filesystem::path& sessionFile, const Suppliers& suppliers)
{
    auto reader = session::SessionReader::open(sessionFile);
    if (!reader)
        return tl::unexpected(reader.error());
    if ((*reader)->isComplete())
        return fail(ErrorCode::InvalidInput, sessionFile.string() + " is complete: there is nothing to go on with.",
                    "Replay it, or start a new run.");
    auto point = session::findResumePoint(**reader);
    if (!point)
        return tl::unexpected(point.error());
    // What batches are charged is the session's own table, whatever has become of the file.
    auto parts = openParts(std::move(settings), suppliers, point->started.costTable);
    if (!parts)
        return parts;
    parts->resume = std::move(*point);
    // The window as it was meant to start: its first frames were due then.
    parts->resume->time = parts->settings.windowLength * parts->resume->nextWindow.value;
    parts->firstJob = parts->resume->nextJob;
    if (const auto& state = parts->resume->state) {
        if (const Status valid = checkState(*state, parts->settings); !valid)
            return tl::unexpected(valid.error());
        restoreState(*parts, *state);
    }
    if (const Status restored = restoreCameras(*parts, **reader); !restored)
        return tl::unexpected(restored.error());
    auto watched = (*reader)->eventsOfKinds(AlertWatch::kinds());
    if (!watched)
        return tl::unexpected(watched.error());
    parts->watched = *std::move(watched);
    noteLost(parts->cameras, parts->watched);
    reader->reset();
    auto writer = session::SessionWriter::resume(sessionFile);
    if (!writer)
        return tl::unexpected(writer.error());
    parts->writer = std::move(*writer);
    parts->sessionFile = sessionFile;
    parts->clock = makeClock(parts->settings.clock, parts->resume->time);
    for (CameraSource& camera : parts->cameras)
        camera.feed->skipTo(parts->resume->time);
    return parts;
}

} // namespace jackdaw::runtime
