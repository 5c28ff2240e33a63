// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/replay.h"
#include "engine/session/session_file.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <thread>

#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

/// A file name that is free, and the file is gone afterwards.
class ScratchFile {
public:
    ScratchFile() :
        m_path(std::filesystem::temp_directory_path() / ("bench-" + std::to_string(::getpid()) + ".jackdaw"))
    {
        remove();
    }
    ~ScratchFile() { remove(); }

    const std::filesystem::path& path() const { return m_path; }

private:
    void remove() const
    {
        for (const char* suffix : {"", "-wal", "-shm", "-lock"})
            std::filesystem::remove(m_path.string() + suffix);
    }

    std::filesystem::path m_path;
};

/// A frame with as many boxes as a street has.
EventBody frame(std::int64_t index)
{
    const Detection detection{{12.25F, 30.5F, 80.125F, 90.75F}, ClassId{1}, 0.8125F};
    return FrameIndexed{CameraId{static_cast<std::uint32_t>(index % 8)},
                        index,
                        Nanoseconds{index * 1000},
                        Nanoseconds{index * 1000},
                        WeightsVersion{1},
                        std::vector<Detection>(8, detection)};
}

void fill(const std::filesystem::path& file, std::int64_t events)
{
    auto writer = SessionWriter::create(file);
    for (std::int64_t i = 0; i < events; ++i)
        (*writer)->append(Nanoseconds{i * 1000}, frame(i));
    static_cast<void>((*writer)->close());
}

/// Events per second that reach the disk, closing included.
void appendTelemetry(benchmark::State& state)
{
    for (auto _ : state) {
        const ScratchFile file;
        fill(file.path(), state.range(0));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(appendTelemetry)->Arg(50'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Time that append() holds the caller until a transition is on disk.
void commitTransition(benchmark::State& state)
{
    const ScratchFile file;
    auto writer = SessionWriter::create(file.path());
    std::uint32_t window = 0;
    for (auto _ : state) {
        (*writer)->append(Nanoseconds{window}, WindowStarted{WindowId{window}, Nanoseconds{1}, true});
        ++window;
    }
}
BENCHMARK(commitTransition)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// A poll of a 33 ms timer at 64 times speed: the window's thread pays this.
void pollReplay(benchmark::State& state)
{
    const ScratchFile file;
    constexpr std::int64_t kEvents = 50'000;
    fill(file.path(), kEvents);
    auto source = openReplay(file.path());
    std::vector<Event> events;
    std::size_t given = 0;
    (*source)->seek((*source)->duration());
    for (auto _ : state) {
        events.clear();
        given += (*source)->poll(events, 256);
        state.PauseTiming();
        if (events.empty() && given % kEvents == 0)
            (*source)->seek((*source)->duration());
        std::this_thread::yield();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(given));
}
BENCHMARK(pollReplay)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// Reading and decoding a whole session, as a report or a first seek to the end does.
void readSession(benchmark::State& state)
{
    const ScratchFile file;
    fill(file.path(), 50'000);
    auto reader = SessionReader::open(file.path());
    for (auto _ : state) {
        for (std::uint64_t from = 0; from < 50'000; from += 256)
            benchmark::DoNotOptimize((*reader)->events(from, 256));
    }
    state.SetItemsProcessed(state.iterations() * 50'000);
}
BENCHMARK(readSession)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
