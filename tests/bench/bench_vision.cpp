// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a golden label costs per frame on one thread, what moving boxes along does, and what scoring costs. With no
// shared data the benchmarks on real frames say so and stop.

#include "engine/base/random.h"
#include "engine/video/video_reader.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"
#include "tests/support/shared_data.h"

#include <benchmark/benchmark.h>

using namespace jackdaw;

namespace {

constexpr const char* kNanoDet = "nanodet-plus-m_416x416.onnx";
constexpr const char* kYolox = "yolox_nano.onnx";

void golden(benchmark::State& state, const std::vector<const char*>& networks)
{
    const auto shared = testing::sharedData();
    if (!shared)
        return state.SkipWithError("needs the shared data folder");
    vision::GoldenSettings settings{{}, {"person", "car", "bus", "truck"}, 0.3F, 1};
    for (const char* network : networks)
        settings.files.push_back(*shared / "real/models" / network);
    auto model = vision::openGoldenModel(settings);
    auto reader = video::VideoReader::open((*shared / "real/streams/scenes-352x288-25fps.mp4").string());
    if (!model || !reader)
        return state.SkipWithError("a model or the video cannot be opened");
    const auto frame = (*reader)->next();
    for (auto _ : state)
        benchmark::DoNotOptimize((*model)->detect(**frame));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(golden, nanodet, {kNanoDet})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(golden, yolox, {kYolox})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(golden, fused, {kNanoDet, kYolox})->Unit(benchmark::kMillisecond);

/// \p frame at another size, by the nearest pixels.
VideoFrame enlarged(const VideoFrame& frame, int width, int height)
{
    const auto from = frame.rgb();
    std::vector<std::uint8_t> rgb;
    rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto pixel =
                static_cast<std::size_t>(y * frame.height / height * frame.width + x * frame.width / width);
            rgb.insert(rgb.end(), from.begin() + static_cast<std::ptrdiff_t>(3 * pixel),
                       from.begin() + static_cast<std::ptrdiff_t>(3 * pixel + 3));
        }
    VideoFrame other{.width = width, .height = height};
    other.picture = std::make_shared<RgbPicture>(std::move(rgb));
    return other;
}

/// Frames of a real street, a fifth of a second apart; empty where they cannot be read.
std::vector<VideoFrame> streetFrames(int width, int height)
{
    constexpr int kApart = 5; // of a video of 25 frames/s
    const auto shared = testing::sharedData();
    auto reader = shared ? video::VideoReader::open((*shared / "real/streams/scenes-352x288-25fps.mp4").string())
                         : Result<std::unique_ptr<video::VideoReader>>(fail(ErrorCode::NotFound, "No shared data."));
    std::vector<VideoFrame> frames;
    for (int i = 0; reader && i <= kApart; ++i) {
        const auto next = (*reader)->next();
        if (!next || !*next)
            return {};
        if (i % kApart == 0)
            frames.push_back(enlarged(**next, width, height));
    }
    return frames;
}

/// Boxes on a grid over the picture: as many as a busy street has, wherever there is something to be followed.
std::vector<Detection> grid(int count, int width, int height)
{
    std::vector<Detection> boxes;
    for (int i = 0; i < count; ++i) {
        const float x = static_cast<float>(width) * (0.02F + 0.24F * static_cast<float>(i % 4));
        const float y = static_cast<float>(height) * (0.3F + 0.65F * static_cast<float>(i / 4) * 4.0F / count);
        boxes.push_back({{x, y, x + 0.12F * width, y + 0.1F * height}, ClassId{1}, 0.9F});
    }
    return boxes;
}

void moveBoxes(benchmark::State& state)
{
    const auto width = static_cast<int>(state.range(0));
    const auto height = static_cast<int>(state.range(1));
    const auto frames = streetFrames(width, height);
    if (frames.size() != 2)
        return state.SkipWithError("needs the shared data folder with the street's video");
    const auto boxes = grid(static_cast<int>(state.range(2)), width, height);
    for (auto _ : state)
        benchmark::DoNotOptimize(vision::moveBoxes(boxes, frames[0], frames[1]));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(moveBoxes)
    ->ArgNames({"width", "height", "boxes"})
    ->ArgsProduct({{352}, {288}, {1, 4, 12}})
    ->ArgsProduct({{1920}, {1080}, {1, 4, 12}})
    ->Unit(benchmark::kMillisecond);

std::vector<Detection> crowd(std::uint32_t step)
{
    RandomStream random(1, 0, RandomPurpose::Test, step);
    std::vector<Detection> detections(20);
    for (Detection& detection : detections) {
        const auto x = static_cast<float>(random.uniform(0, 320));
        const auto y = static_cast<float>(random.uniform(0, 260));
        detection = {{x, y, x + 30, y + 25}, ClassId{random.below(4)}, static_cast<float>(random.uniform())};
    }
    return detections;
}

void matchFrames(benchmark::State& state)
{
    const auto predictions = crowd(0);
    const auto reference = vision::toLabels(crowd(1));
    for (auto _ : state)
        benchmark::DoNotOptimize(vision::match(predictions, reference, 4));
}
BENCHMARK(matchFrames)->Unit(benchmark::kMicrosecond);

/// A window of 92 scored frames with one swap, interval included.
void scoreWindow(benchmark::State& state)
{
    std::vector<vision::ScoredFrame> frames;
    for (std::uint32_t i = 0; i < 92; ++i)
        frames.push_back({fromSeconds(0.5 * i), WeightsVersion{i < 30 ? 0U : 1U},
                          vision::match(crowd(i), vision::toLabels(crowd(i + 1000)), 4)});
    for (auto _ : state)
        benchmark::DoNotOptimize(vision::windowAccuracy(frames, {}, Nanoseconds{0}, fromSeconds(46), 1));
}
BENCHMARK(scoreWindow)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
