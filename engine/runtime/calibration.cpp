// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/engine.h"
#include "engine/runtime/serving_estimate.h"
#include "engine/runtime/suppliers.h"
#include "engine/runtime/training_cost.h"

#include "engine/profiling/cost_table.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"

namespace jackdaw::runtime {
namespace {

using Progress = std::function<void(const std::string&, double)>;

constexpr int kRepeats = 9;

void measureInto(profiling::CostTable& table, const std::string& shape, const std::function<void()>& run, int threads,
                 const Progress& progress)
{
    if (table.contains(shape))
        return;
    const double seconds = profiling::measureBatch(run, kRepeats, costStopwatch(threads));
    table.set(shape, seconds);
    if (progress)
        progress(shape, seconds);
}

/// The first \p count frames, fewer where the source has fewer, but one.
Result<std::vector<VideoFrame>> firstFrames(const CameraRun& camera, std::size_t count)
{
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
Status measureMoving(profiling::CostTable& table, const RunSettings& settings, const Progress& progress)
{
    constexpr std::size_t kApart = 6;
    const auto frames = firstFrames(settings.cameras.front(), kApart);
    if (!frames)
        return tl::unexpected(frames.error());
    const learning::CalibrationBatch moving = movingBatch(frames->front(), frames->back());
    measureInto(table, moving.costShape, moving.run, settings.devices.front().threads, progress);
    return {};
}

Status measureGolden(profiling::CostTable& table, const RunSettings& settings, std::vector<std::filesystem::path> files,
                     const CameraRun& camera, std::optional<int> gpu, const Progress& progress)
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
    if (const auto labels = (*golden)->detect(frame); !labels)
        return tl::unexpected(labels.error());
    measureInto(
        table, (*golden)->costShape(), [&] { (void)(*golden)->detect(frame); }, settings.devices.front().threads,
        progress);
    return {};
}

/// In the device's lane.
Status measureAll(profiling::CostTable& table, const RunSettings& settings, std::optional<int> gpu,
                  const Progress& progress)
{
    const auto learners = makeLearners(settings);
    if (!learners)
        return tl::unexpected(learners.error());
    for (const auto& batch : calibrationBatches(*learners, chargedConfigurations(settings)))
        measureInto(table, batch.costShape, batch.run, settings.devices.front().threads, progress);
    if (const Status measured = measureMoving(table, settings, progress); !measured)
        return measured;
    if (!settings.labelling.models.empty()) {
        const Status measured =
            measureGolden(table, settings, settings.labelling.models, settings.cameras.front(), gpu, progress);
        if (!measured)
            return measured;
    }
    for (const CameraRun& camera : settings.cameras) {
        if (!camera.goldenLabels)
            continue;
        if (const Status measured = measureGolden(table, settings, {*camera.goldenLabels}, camera, {}, progress);
            !measured)
            return measured;
    }
    return {};
}

} // namespace

Status calibrate(const RunSettings& settings, const std::filesystem::path& costTable, const Progress& progress)
{
    RunSettings first = settings;
    first.devices.resize(1);
    const auto devices = openDevices(first);
    if (!devices)
        return tl::unexpected(devices.error());
    compute::Device& device = *devices->front();
    profiling::CostTable table;
    table.device = deviceText(first.devices.front(), device);
    const Status measured =
        runInFirstLane(device, [&] { return measureAll(table, first, device.info().gpu, progress); });
    return measured ? table.save(costTable) : measured;
}

} // namespace jackdaw::runtime
