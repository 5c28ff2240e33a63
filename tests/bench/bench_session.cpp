// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "engine/base/content_hash.h"
#include "engine/session/replay.h"
#include "engine/session/session_file.h"
#include "tests/widgets/scripted_session.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

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

/// What runs write with 8 cameras at 5 frames/s and windows of 200 s.
testing::ScriptedSession street(std::uint32_t windows)
{
    return testing::ScriptedSession({.cameras = 8, .windows = windows, .windowSeconds = 200.0});
}

/// Weights with as many bytes as those of the default student in half precision; every other model shares the lower
/// half, its trunk, with the one before.
StoredWeights weights(std::uint32_t camera, std::uint32_t number)
{
    StoredWeights stored;
    ContentHash whole;
    for (const std::uint32_t seed : {1000 * camera + number / 2, 1'000'000 + 1000 * camera + number}) {
        std::mt19937 random(seed);
        std::vector<std::uint8_t> bytes(700'000);
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(random());
        whole.add(bytes);
        stored.parts.push_back({"half", contentAddress(bytes), std::move(bytes)});
    }
    stored.hash = whole.hex();
    return stored;
}

/// Moves as a local search tries them: most of them worse by a little.
void addMoves(PlanComputed& plan, std::size_t count)
{
    RandomStream random(5, plan.window.value, RandomPurpose::Test, static_cast<std::uint32_t>(plan.trace.size()));
    const auto job = [&] { return static_cast<JobIndex>(random.below(16)); };
    for (std::size_t i = 0; i < count; ++i)
        plan.trace.push_back({0,
                              static_cast<std::uint16_t>(i / 200),
                              job(),
                              job(),
                              MoveVerdict(random.below(20) ? 1 : 0),
                              0.05F,
                              static_cast<float>(random.uniform(0.4, 0.5)),
                              0.47F,
                              {static_cast<float>(random.below(20)) * 0.05F, ConfigurationId{random.below(18)}},
                              {static_cast<float>(random.below(20)) * 0.05F, std::nullopt}});
}

/// Records \p session as a run would: models before their swaps, a plan of many moves again at every swap.
void record(const std::filesystem::path& file, const testing::ScriptedSession& session, std::size_t moves)
{
    auto writer = SessionWriter::create(file);
    std::optional<PlanComputed> plan;
    for (Event event : session.events()) {
        if (auto* computed = std::get_if<PlanComputed>(&event.body)) {
            addMoves(*computed, moves);
            plan = *computed;
        }
        auto* swapped = std::get_if<WeightsSwapped>(&event.body);
        if (swapped) {
            const StoredWeights model = weights(swapped->camera.value, swapped->version.value);
            static_cast<void>((*writer)->putWeights(model));
            swapped->hash = model.hash;
        }
        (*writer)->append(event.time, event.body);
        if (swapped && plan && moves > 0)
            (*writer)->append(event.time, *plan);
    }
    static_cast<void>((*writer)->close());
}

/// Size of a session with everything in it, models and plans of 2500 moves included.
void recordTheStreet(benchmark::State& state)
{
    double bytes = 0.0;
    for (auto _ : state) {
        const ScratchFile file;
        const auto windows = static_cast<std::uint32_t>(state.range(0));
        record(file.path(), street(windows), 2500);
        bytes = static_cast<double>(std::filesystem::file_size(file.path())) / 1e6;
        state.counters["MB_per_camera_hour"] = bytes / (8.0 * windows * 200.0 / 3600.0);
        if (const char* keep = std::getenv("JACKDAW_KEEP_SESSION"))
            std::filesystem::copy_file(file.path(), keep, std::filesystem::copy_options::overwrite_existing);
    }
}
BENCHMARK(recordTheStreet)->Arg(18)->Arg(72)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

/// Times of all events of a session, in order.
std::vector<Nanoseconds> timesOf(const std::filesystem::path& file)
{
    std::vector<Nanoseconds> times;
    auto reader = SessionReader::open(file);
    while (reader && times.size() < (*reader)->eventCount()) {
        const auto events = (*reader)->events(times.size(), 4096);
        if (!events || events->empty())
            break;
        for (const Event& event : *events)
            times.push_back(event.time);
    }
    return times;
}

/// Seeks to \p instant and waits, as a view does, until it can show the state there: after \p events events.
void seekAndShow(SessionSource& source, Nanoseconds instant, std::uint64_t events)
{
    source.seek(instant);
    SessionModel model;
    SessionSource::Start start = source.takeStart();
    for (; !start.known; start = source.takeStart())
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (start.state)
        model.restore(*start.state);
    std::vector<Event> taken;
    while (model.state().events < events) {
        taken.clear();
        source.poll(taken, 1024);
        for (const Event& event : taken)
            model.apply(event);
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
}

/// Processor time of all threads so far.
double processorSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// From a seek to the moment at which a view shows the state there, in a session of a million events, or in the one
/// that JACKDAW_SESSION names.
void seekAnywhere(benchmark::State& state)
{
    const ScratchFile scratch;
    const char* given = std::getenv("JACKDAW_SESSION");
    const std::filesystem::path file = given ? std::filesystem::path(given) : scratch.path();
    if (!given)
        record(file, street(110), 0);
    const auto times = timesOf(file);
    auto source = openReplay(file);
    if (!source || times.empty())
        return state.SkipWithError("The session cannot be read.");
    RandomStream random(1, 0, RandomPurpose::Test);
    double worst = 0.0;
    double worstProcessor = 0.0;
    for (auto _ : state) {
        const Nanoseconds instant = fromSeconds(random.uniform(0.0, toSeconds(times.back())));
        const auto due = std::upper_bound(times.begin(), times.end(), instant) - times.begin();
        const auto begin = std::chrono::steady_clock::now();
        const double processor = processorSeconds();
        seekAndShow(**source, instant, static_cast<std::uint64_t>(due));
        worst = std::max(worst, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        worstProcessor = std::max(worstProcessor, processorSeconds() - processor);
    }
    state.counters["events"] = static_cast<double>(times.size());
    state.counters["worst_ms"] = 1e3 * worst;
    state.counters["worst_processor_ms"] = 1e3 * worstProcessor;
}
BENCHMARK(seekAnywhere)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(100);

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
