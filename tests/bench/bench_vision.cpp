// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a golden label costs per frame on one thread, and what scoring costs. With no shared data the golden benchmarks
// say so and stop.

#include "engine/base/random.h"
#include "engine/video/video_reader.h"
#include "engine/vision/accuracy.h"
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
