// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/profiling/cost_table.h"
#include "engine/runtime/suppliers.h"
#include "engine/runtime/training_cost.h"
#include "engine/video/video_writer.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

/// Cameras that film coloured boxes, with exact labels: all that a run needs, made within a second.
namespace jackdaw::testing {

constexpr int kPictureSide = 96;
constexpr int kFramesPerSecond = 5;
constexpr int kWindowSeconds = 4;
constexpr std::uint32_t kWindows = 3;
constexpr int kFramesAWindow = kWindowSeconds * kFramesPerSecond;

struct MadeUpObject {
    int x = 0;
    int y = 0;
    std::uint32_t label = 0;
    static constexpr int kWidth = 26;
    static constexpr int kHeight = 20;
};

/// Two objects a frame, which stay for three frames: so that no track lasts through a window.
inline std::array<MadeUpObject, 2> objectsOf(std::uint32_t camera, int frame)
{
    RandomStream random(11, camera, RandomPurpose::Test, static_cast<std::uint32_t>(frame / 3));
    std::array<MadeUpObject, 2> objects;
    for (std::size_t side = 0; side < objects.size(); ++side) {
        objects[side].x = static_cast<int>(side) * kPictureSide / 2 + static_cast<int>(random.below(16)) + frame % 3;
        objects[side].y = static_cast<int>(random.below(kPictureSide - MadeUpObject::kHeight));
        objects[side].label = random.below(2);
    }
    return objects;
}

/// Drift: the two classes exchange their colours from window to window.
inline std::array<std::uint8_t, 3> colourOf(std::uint32_t label, int frame)
{
    const bool red = (label + static_cast<std::uint32_t>(frame / kFramesAWindow)) % 2 == 0;
    return red ? std::array<std::uint8_t, 3>{225, 40, 30} : std::array<std::uint8_t, 3>{25, 205, 60};
}

inline VideoFrame pictureOf(std::uint32_t camera, int frame)
{
    auto rgb = std::make_shared<std::vector<std::uint8_t>>(std::size_t{kPictureSide} * kPictureSide * 3, 110);
    for (const MadeUpObject& object : objectsOf(camera, frame)) {
        const auto colour = colourOf(object.label, frame);
        for (int y = object.y; y < object.y + MadeUpObject::kHeight; ++y)
            for (int x = object.x; x < object.x + MadeUpObject::kWidth; ++x)
                for (std::size_t c = 0; c < 3; ++c)
                    (*rgb)[static_cast<std::size_t>(y * kPictureSide + x) * 3 + c] = colour[c];
    }
    VideoFrame picture;
    picture.width = kPictureSide;
    picture.height = kPictureSide;
    picture.index = frame;
    picture.picture = std::make_shared<RgbPicture>(std::move(*rgb));
    return picture;
}

inline Status writeClip(const std::filesystem::path& file, std::uint32_t camera, int frames)
{
    auto writer = video::VideoWriter::create(file.string(), {kPictureSide, kPictureSide, kFramesPerSecond, 16});
    if (!writer)
        return tl::unexpected(writer.error());
    for (int frame = 0; frame < frames; ++frame) {
        if (const Status written = (*writer)->write(pictureOf(camera, frame)); !written)
            return written;
    }
    return (*writer)->finish();
}

inline void writeLabels(const std::filesystem::path& file, const std::vector<std::string>& classes,
                        std::uint32_t camera, int frames)
{
    std::ofstream out(file);
    out << "frame,class,score,x1,y1,x2,y2\n";
    for (int frame = 0; frame < frames; ++frame) {
        for (const MadeUpObject& object : objectsOf(camera, frame))
            out << frame << ',' << classes[object.label] << ",1," << object.x << ',' << object.y << ','
                << object.x + MadeUpObject::kWidth << ',' << object.y + MadeUpObject::kHeight << '\n';
    }
}

/// Seconds of every shape that \p settings can be charged for, by hand.
inline profiling::CostTable handMadeCosts(const runtime::RunSettings& settings)
{
    profiling::CostTable table({{"label/file", 0.05}});
    table.device = "made up";
    for (const auto& batch :
         runtime::calibrationBatches(*runtime::makeLearners(settings), runtime::chargedConfigurations(settings))) {
        const bool trains = batch.costShape.starts_with("train/");
        table.set(batch.costShape, trains ? 0.04 : batch.costShape.starts_with("activations/") ? 0.01 : 0.005);
    }
    return table;
}

inline learning::TrainingConfiguration configuration(std::string name, learning::TrainedLayers layers, double epochs)
{
    learning::TrainingConfiguration made;
    made.name = std::move(name);
    made.layers = layers;
    made.epochs = epochs;
    made.learningRate = 5e-3;
    return made;
}

/// The settings of a run under device time whose files lie in \p folder; writeMadeUpRun() makes them.
inline runtime::RunSettings madeUpSettings(const std::filesystem::path& folder, std::uint32_t cameras = 2)
{
    using learning::TrainedLayers;
    runtime::RunSettings settings;
    settings.name = "made up";
    settings.classes = {"car", "bus"};
    settings.labelling.trainingFrames = 8;
    settings.labelling.firstTrainingFrames = 8;
    settings.labelling.trainingSpan = 0.4;
    settings.labelling.scoringInterval = 0.6;
    settings.student = learning::PointSettings{.width = 8, .inputWidth = kPictureSide, .inputHeight = kPictureSide};
    settings.configurations = {configuration("whole, 2 epochs", TrainedLayers::Whole, 2),
                               configuration("whole, 6 epochs", TrainedLayers::Whole, 6),
                               configuration("upper, 4 epochs", TrainedLayers::Upper, 4)};
    settings.firstTraining = configuration("first student", TrainedLayers::Whole, 30);
    settings.profilingBudget = 0.1;
    settings.windows = kWindows;
    settings.windowLength = std::chrono::seconds(kWindowSeconds);
    settings.clock = ClockKind::Device;
    settings.costTable = folder / "costs.json";
    for (std::uint32_t i = 0; i < cameras; ++i) {
        runtime::CameraRun camera;
        camera.settings.id = CameraId{i};
        camera.settings.name = "camera " + std::to_string(i);
        camera.settings.source = (folder / ("camera-" + std::to_string(i) + ".mp4")).string();
        camera.goldenLabels = folder / ("camera-" + std::to_string(i) + ".csv");
        settings.cameras.push_back(std::move(camera));
    }
    return settings;
}

/// Writes the clips, labels and costs that madeUpSettings() names.
inline Status writeMadeUpRun(const runtime::RunSettings& settings)
{
    const int frames = static_cast<int>(kWindows) * kFramesAWindow;
    for (const runtime::CameraRun& camera : settings.cameras) {
        const std::uint32_t id = camera.settings.id.value;
        if (const Status written = writeClip(camera.settings.source, id, frames); !written)
            return written;
        writeLabels(*camera.goldenLabels, settings.classes, id, frames);
    }
    return handMadeCosts(settings).save(settings.costTable);
}

} // namespace jackdaw::testing
