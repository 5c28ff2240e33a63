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
#include "engine/runtime/warm_up.h"
#include "engine/video/video_reader.h"
#include "engine/vision/box_mover.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <future>
#include <iterator>
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
        auto human = HumanLabelIndex::load(camera.humanLabels, parts.settings.classes);
        if (!human)
            return tl::unexpected(human.error());
        source.human = std::move(*human);
        parts.cameras.push_back(std::move(source));
    }
    return {};
}

Result<std::shared_ptr<vision::GoldenModel>> openGoldenModel(const RunSettings& settings, std::optional<int> gpu)
{
    auto golden = vision::openGoldenModel(goldenSettings(settings, settings.labelling.models, gpu));
    if (!golden)
        return tl::unexpected(golden.error());
    if (settings.labelCache)
        return vision::withLabelCache(std::move(*golden), *settings.labelCache);
    return std::shared_ptr(std::move(*golden));
}

/// A camera's own labels serve on every device; of a network each device has its own, since they run side by side.
Status openGolden(RunParts& parts)
{
    const RunSettings& settings = parts.settings;
    std::vector<std::shared_ptr<vision::GoldenModel>> common;
    while (!settings.labelling.models.empty() && common.size() < settings.devices.size()) {
        auto golden = openGoldenModel(settings, parts.devices[common.size()]->info().gpu);
        if (!golden)
            return tl::unexpected(golden.error());
        common.push_back(std::move(*golden));
    }
    for (CameraSource& camera : parts.cameras) {
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
        for (auto& golden : camera.golden)
            golden = vision::outsideOf(camera.ignored, size, std::move(golden));
        camera.human.leaveOut(camera.ignored, size);
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
        shapes.push_back(camera.golden.front()->costShape());
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

/// What the run had learned at the border where it goes on.
void restoreState(RunParts& parts, const ResumeState& state)
{
    parts.costs.restore(state.costs);
    for (const LearnedCurve& curve : state.curves) {
        std::vector<profiling::CurveMeasurement> points;
        for (const LearnedCurve::Point& point : curve.points)
            points.push_back({point.epochs, point.accuracy, point.objects});
        parts.history.record(curve.camera, curve.family, std::move(points));
    }
}

/// Frames of a camera from its source again; those that it does not give any more are left out.
Result<std::vector<VideoFrame>> readAgain(const CameraRun& camera, const std::vector<SourceFrame>& frames)
{
    std::vector<VideoFrame> pictures;
    // What a live camera gave does not come again.
    if (frames.empty() || video::isLive(camera.settings.source))
        return pictures;
    auto reader = video::VideoReader::open(camera.settings.source, camera.settings.imagesPerSecond);
    if (!reader)
        return tl::unexpected(reader.error());
    for (const SourceFrame& frame : frames) {
        if (const Status found = (*reader)->seek(frame.sourceTime); !found)
            return tl::unexpected(found.error());
        auto picture = (*reader)->next();
        if (!picture)
            return tl::unexpected(picture.error());
        if (!*picture)
            continue;
        (*picture)->time = frame.frameTime;
        pictures.push_back(std::move(**picture));
    }
    return pictures;
}

/// A rehearsal memory: pictures from the camera's source, labels from the session.
Result<RehearsalFrames> readRehearsal(const learning::Learner& learner, const CameraSource& source,
                                      const std::vector<SourceFrame>& frames,
                                      const std::vector<std::vector<Detection>>& labels)
{
    RehearsalFrames kept;
    const auto pictures = readAgain(source.run, frames);
    if (!pictures)
        return tl::unexpected(pictures.error());
    for (const VideoFrame& picture : *pictures) {
        const auto known = std::find_if(frames.begin(), frames.end(),
                                        [&](const SourceFrame& frame) { return frame.frameTime == picture.time; });
        const auto position = static_cast<std::size_t>(known - frames.begin());
        auto frame =
            learner.keep(picture, vision::referenceOf(*source.golden.front(), picture.index, labels.at(position)));
        if (!frame)
            return tl::unexpected(frame.error());
        frame->ignored = source.ignored;
        kept.resize(std::max<std::size_t>(kept.size(), known->window.value + 1));
        kept[known->window.value].push_back(std::move(*frame));
    }
    return kept;
}

/// What cannot be read again is not worth the run: the camera goes on without it.
template <class T>
T orNothing(Result<T> read, const char* what)
{
    if (!read)
        log(LogLevel::Warning, "runtime", std::string(what) + " is lost: " + read.error().text());
    return std::move(read).value_or(T{});
}

/// Frames of which only the picture is missing.
std::vector<SourceFrame> waitingFrames(const CameraAtBorder& border)
{
    std::vector<SourceFrame> frames;
    const auto add = [&](const std::optional<SourceFrame>& frame) {
        if (frame)
            frames.push_back(*frame);
    };
    for (const auto& frame : {border.inference.waiting, border.inference.underWay, border.inference.standsOn,
                              border.inference.moving.waiting, border.inference.moving.underWay})
        add(frame);
    for (const LabellingAtBorder* labelling : {&border.scoring, &border.sampling}) {
        add(labelling->underWay);
        frames.insert(frames.end(), labelling->queue.begin(), labelling->queue.end());
    }
    return frames;
}

Result<std::shared_ptr<const learning::Weights>> storedWeights(const learning::Learner& learner,
                                                               session::SessionReader& reader, const std::string& hash)
{
    if (hash.empty())
        return nullptr;
    const auto bytes = reader.weights(hash);
    return bytes ? learner.read(*bytes, hash) : tl::unexpected(bytes.error());
}

bool isUnderWay(const ResumeState& state, JobId job)
{
    return std::any_of(state.devices.begin(), state.devices.end(), [job](const DeviceAtBorder& device) {
        return std::any_of(device.running.begin(), device.running.end(),
                           [job](const BatchAtBorder& batch) { return batch.job == job; });
    });
}

/// What camera \p i goes on with, beside its student.
Status restoreFromState(const RunParts& parts, std::size_t i, session::SessionReader& reader, ResumedCamera& resumed)
{
    const ResumeState& state = *parts.resume->state;
    const CameraRun& camera = parts.settings.cameras[i];
    const auto rehearsal = [&] {
        return readRehearsal(*parts.learners[i], parts.cameras[i], resumed.border.rehearsal,
                             parts.resume->rehearsalLabels[i]);
    };
    resumed.border = state.cameras[i];
    resumed.rehearsal = orNothing(rehearsal(), "a rehearsal memory");
    for (VideoFrame& picture : orNothing(readAgain(camera, waitingFrames(resumed.border)), "a frame that waited")) {
        const Nanoseconds time = picture.time;
        resumed.pictures.emplace(time, std::move(picture));
    }
    std::copy_if(state.placement.begin(), state.placement.end(), std::back_inserter(resumed.jobs),
                 [&](const PlacedJob& job) { return job.camera == resumed.border.camera; });
    const auto retraining = std::find_if(resumed.jobs.begin(), resumed.jobs.end(),
                                         [](const PlacedJob& job) { return job.kind == JobKind::Retraining; });
    if (!resumed.border.retraining || retraining == resumed.jobs.end())
        return {};
    auto best = storedWeights(*parts.learners[resumed.border.camera.value], reader, resumed.border.retraining->hash);
    if (!best)
        return tl::unexpected(best.error());
    resumed.best = std::move(*best);
    resumed.preparing = !resumed.border.retraining->inTraining && isUnderWay(state, retraining->job);
    return {};
}

/// Window 0 is gone through again as a whole, with the first trainings at its end.
Status restoreCameras(RunParts& parts, session::SessionReader& reader)
{
    auto counted = countedBefore(reader, parts.resume->time);
    if (!counted)
        return tl::unexpected(counted.error());
    for (std::size_t i = 0; i < parts.cameras.size(); ++i) {
        ResumedCamera resumed;
        resumed.counted = (*counted)[CameraId{static_cast<std::uint32_t>(i)}];
        if (i < parts.resume->cameras.size()) {
            const auto& newest = parts.resume->cameras[i];
            auto weights = storedWeights(*parts.learners[i], reader,
                                         parts.resume->nextWindow.value == 0 ? std::string() : newest.hash);
            if (!weights)
                return tl::unexpected(weights.error());
            resumed.weights = std::move(*weights);
            resumed.version = newest.version;
        }
        if (parts.resume->state)
            if (Status restored = restoreFromState(parts, i, reader, resumed); !restored)
                return restored;
        parts.cameras[i].resumed = std::move(resumed);
    }
    return {};
}

/// Cameras are opened anew: of those that the session says are lost it must say that they are not.
void noteLost(std::vector<CameraSource>& cameras, const std::vector<Event>& events)
{
    const auto note = [&](CameraId camera, bool isLost) {
        if (camera.value < cameras.size())
            cameras[camera.value].resumed->lostInRecord = isLost;
    };
    for (const Event& event : events) {
        if (const auto* lost = std::get_if<CameraLost>(&event.body))
            note(lost->camera, true);
        else if (const auto* recovered = std::get_if<CameraRecovered>(&event.body))
            note(recovered->camera, false);
    }
}

/// A border that speaks of cameras or devices that the run does not have is of another run.
Status checkState(const ResumeState& state, const RunSettings& settings)
{
    const auto exists = [&](DeviceId device) { return device.value < settings.devices.size(); };
    const bool cameras = state.cameras.size() == settings.cameras.size();
    const bool places = std::all_of(state.placement.begin(), state.placement.end(), [&](const PlacedJob& job) {
        return exists(job.device) && exists(job.host) && job.camera.value < settings.cameras.size();
    });
    const bool devices = std::all_of(state.devices.begin(), state.devices.end(),
                                     [&](const DeviceAtBorder& device) { return exists(device.device); });
    if (cameras && places && devices)
        return {};
    return fail(ErrorCode::InvalidInput,
                "The session was run with other cameras or devices than the " + std::to_string(settings.cameras.size())
                    + " cameras and " + std::to_string(settings.devices.size()) + " devices of this run.",
                "Resume it with the scenario that it was started with.");
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
