// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast pictures come from the shared street video. With no shared data every benchmark says so and stops.

#include "engine/video/recorded_feed.h"
#include "engine/video/video_reader.h"
#include "tests/support/shared_data.h"

#include <benchmark/benchmark.h>

using namespace jackdaw;

namespace {

std::string clip()
{
    const auto shared = testing::sharedData();
    return shared ? (*shared / "real/streams/scenes-352x288-25fps.mp4").string() : std::string();
}

/// Decoding alone, on the calling thread: what `ffmpeg -threads 1 -i CLIP -f null -` does.
void decodedFrames(benchmark::State& state)
{
    std::int64_t frames = 0;
    for (auto _ : state) {
        auto reader = video::VideoReader::open(clip());
        if (!reader)
            return state.SkipWithError(reader.error().message.c_str());
        for (auto frame = (*reader)->next(); frame && *frame; frame = (*reader)->next())
            ++frames;
    }
    state.SetItemsProcessed(frames);
}
BENCHMARK(decodedFrames)->Unit(benchmark::kMillisecond);

/// Decoding and turning into RGB on the calling thread.
void readerFrames(benchmark::State& state)
{
    std::int64_t frames = 0;
    for (auto _ : state) {
        auto reader = video::VideoReader::open(clip());
        if (!reader)
            return state.SkipWithError(reader.error().message.c_str());
        while (true) {
            auto frame = (*reader)->next();
            if (!frame || !*frame)
                break;
            benchmark::DoNotOptimize((*frame)->rgb().data());
            ++frames;
        }
    }
    state.SetItemsProcessed(frames);
}
BENCHMARK(readerFrames)->Unit(benchmark::kMillisecond);

/// 500 frames through the camera's own thread and queue.
void feedFrames(benchmark::State& state)
{
    std::int64_t frames = 0;
    for (auto _ : state) {
        auto feed = video::RecordedFeed::open({CameraId{0}, "bench", clip(), 1.0, Nanoseconds{0}, false, 25.0});
        if (!feed)
            return state.SkipWithError(feed.error().message.c_str());
        std::vector<VideoFrame> out;
        for (int i = 0; i < 500; ++i) {
            out.clear();
            (*feed)->collect(Nanoseconds{40'000'000LL * i}, out);
            frames += static_cast<std::int64_t>(out.size());
        }
    }
    state.SetItemsProcessed(frames);
}
BENCHMARK(feedFrames)->Unit(benchmark::kMillisecond)->UseRealTime();

/// An exact seek into the middle between two key frames, and the picture there.
void seekAndRead(benchmark::State& state)
{
    auto reader = video::VideoReader::open(clip());
    if (!reader)
        return state.SkipWithError(reader.error().message.c_str());
    std::int64_t index = 0;
    for (auto _ : state) {
        index = (index + 613) % 1800;
        benchmark::DoNotOptimize((*reader)->seek(Nanoseconds{40'000'000LL * index}));
        auto frame = (*reader)->next();
        benchmark::DoNotOptimize(frame);
    }
}
BENCHMARK(seekAndRead)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
