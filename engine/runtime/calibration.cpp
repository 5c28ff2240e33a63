// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/engine.h"
#include "engine/runtime/job_memory.h"
#include "engine/runtime/serving_estimate.h"
#include "engine/runtime/suppliers.h"
#include "engine/runtime/training_cost.h"

#include "engine/profiling/cost_table.h"
#include "engine/video/camera_feed.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"

namespace jackdaw::runtime {
namespace {

using Progress = std::function<void(const std::string&, double)>;

constexpr int kRepeats = 9;

/// Runs after which work has become a graph, and LibTorch has what it keeps.
constexpr int kFirstRuns = 5;

/// What is measured where, and for which table.
struct Measuring {
    profiling::CostTable& table;
    compute::Device& device;
    Share space; ///< part of the device
    int threads = 1;
    const Progress& progress;
    const std::stop_token& stop;

    bool isWhole() const { return space >= Share{1.0}; }
    bool isStopped() const { return stop.stop_requested(); }

    void measure(const std::string& shape, const std::function<void()>& run) const
    {
        const std::string line = isWhole() ? shape : profiling::CostTable::lineOf(shape, space);
        if (table.contains(line) || isStopped())
            return;
        if (isWhole() && device.info().gpu)
            measureMemory(shape, run, *device.info().gpu);
        const double seconds = profiling::measureBatch(run, kRepeats, costStopwatch(threads));
        table.set(line, seconds);
        if (progress)
            progress(line, seconds);
    }

    MemoryMoment moment(int gpu) const
    {
        return {tensors::tensorMemory(gpu).value_or(tensors::TensorMemory{}), device.memory().usedBytes};
    }

    void measureMemory(const std::string& shape, const std::function<void()>& run, int gpu) const
    {
        tensors::restartPeak(gpu);
        const MemoryMoment before = moment(gpu);
        run();
        const MemoryMoment first = moment(gpu);
        for (int i = 1; i < kFirstRuns; ++i)
            run();
        if (const std::uint64_t bytes = jobMemory(before, first, moment(gpu)))
            table.setMemory(shape, bytes);
    }
};

/// The first \p count frames, fewer where the source has fewer, but one.
Result<std::vector<VideoFrame>> firstFrames(const CameraRun& camera, std::size_t count)
{
    if (video::isLive(camera.settings.source))
        return fail(ErrorCode::Unsupported,
                    "Camera '" + camera.settings.name + "' is live: what costs are measured on must stand still.",
                    "Calibrate with a scenario of recordings.");
    auto reader = video::VideoReader::open(camera.settings.source, camera.settings.imagesPerSecond);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<VideoFrame> frames;
    while (frames.size() < count) {
        auto frame = (*reader)->next();
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            break;
        frames.push_back(std::move(**frame));
    }
    if (frames.empty())
        return fail(ErrorCode::Corrupt, camera.settings.source + " holds no picture.");
    return frames;
}

/// As far apart as frames are when a few of a second are shown.
Status measureMoving(const Measuring& measuring, const RunSettings& settings)
{
    constexpr std::size_t kApart = 6;
    const auto frames = firstFrames(settings.cameras.front(), kApart);
    if (!frames)
        return tl::unexpected(frames.error());
    const learning::CalibrationBatch moving = movingBatch(frames->front(), frames->back());
    measuring.measure(moving.costShape, moving.run);
    return {};
}

Status measureGolden(const Measuring& measuring, const RunSettings& settings, std::vector<std::filesystem::path> files,
                     const CameraRun& camera, std::optional<int> gpu)
{
    auto golden = vision::openGoldenModel({std::move(files), settings.classes,
                                           static_cast<float>(settings.labelling.scoreThreshold),
                                           settings.devices.front().threads, gpu});
    if (!golden)
        return tl::unexpected(golden.error());
    const auto frames = firstFrames(camera, 1);
    if (!frames)
        return tl::unexpected(frames.error());
    const VideoFrame& frame = frames->front();
    // Looking up a frame that a label file does not cover takes as long as any other.
    if (const auto labels = (*golden)->detect(frame); !labels && (*golden)->knows(frame))
        return tl::unexpected(labels.error());
    measuring.measure((*golden)->costShape(), [&] { (void)(*golden)->detect(frame); });
    return {};
}

/// What the device itself computes.
Status measureNetworks(const Measuring& measuring, const RunSettings& settings, std::optional<int> gpu)
{
    const auto learners = makeLearners(settings);
    if (!learners)
        return tl::unexpected(learners.error());
    for (const auto& batch : calibrationBatches(*learners, chargedConfigurations(settings)))
        measuring.measure(batch.costShape, batch.run);
    for (const auto& files : {settings.labelling.models, settings.labelling.secondModels}) {
        if (files.empty() || measuring.isStopped())
            continue;
        if (auto measured = measureGolden(measuring, settings, files, settings.cameras.front(), gpu); !measured)
            return measured;
    }
    return {};
}

/// In the device's lane.
Status measureAll(const Measuring& measuring, const RunSettings& settings, std::optional<int> gpu)
{
    Status measured = measureNetworks(measuring, settings, gpu);
    // What the host does takes the same in every part.
    if (measured && measuring.isWhole() && !measuring.isStopped())
        measured = measureMoving(measuring, settings);
    for (const CameraRun& camera : settings.cameras) {
        if (camera.goldenLabels && measuring.isWhole() && measured && !measuring.isStopped())
            measured = measureGolden(measuring, settings, {*camera.goldenLabels}, camera, {});
    }
    return measured;
}

} // namespace

Status calibrate(const RunSettings& settings, const std::filesystem::path& costTable, const Progress& progress,
                 const std::stop_token& stop)
{
    RunSettings first = settings;
    first.devices.resize(1);
    const auto devices = openForCalibration(first);
    if (!devices)
        return tl::unexpected(devices.error());
    compute::Device& device = *devices->front();
    profiling::CostTable table;
    table.device = deviceText(first.devices.front(), device);
    table.deviceMemory = device.info().gpu ? device.info().memoryBytes : 0;
    std::vector<Share> spaces{Share{1.0}};
    if (device.info().mostPools > 1)
        spaces.insert(spaces.end(), measuredParts().begin(), measuredParts().end());
    for (const Share space : spaces) {
        const Status measured = runInFirstLane(device, space, [&](Share made) {
            return measureAll({table, device, made, first.devices.front().threads, progress, stop}, first,
                              device.info().gpu);
        });
        if (!measured)
            return measured;
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The costs were not measured to their end.");
    }
    return table.save(costTable);
}

} // namespace jackdaw::runtime
