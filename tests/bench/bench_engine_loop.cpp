// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine thread itself can keep up with: cameras in real time, on a device whose batches take what a large GPU
// takes and cost the processor nothing. Students and streets are fake; everything else is real. How long the thread did
// not look at its frames, and what it was at meanwhile, is told in processor time: who else has the machine counts for
// nothing.
#include "engine/compute/lane.h"
#include "tests/support/fake_run.h"
#include "tests/support/serving_golden.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

constexpr std::uint32_t kPools = 2;
constexpr std::uint32_t kLanes = 3;
constexpr std::uint32_t kWindows = 4;
constexpr Nanoseconds kWindow = std::chrono::seconds(15);

/// Pools and lanes as a run has them on a GPU; in each lane's thread a batch does its work and then sleeps.
class SleepingDevice final : public compute::Device {
public:
    SleepingDevice()
    {
        for (std::uint32_t lane = 0; lane < kPools * kLanes; ++lane)
            m_lanes.push_back(std::make_unique<compute::LaneThread>(
                std::function<void()>(),
                [lane](compute::Ticket ticket, const compute::Work& work) { return run(lane / kLanes, ticket, work); },
                m_ended));
    }

    const compute::DeviceInfo& info() const override { return m_info; }
    compute::DeviceMemory memory() const override { return {}; }
    Result<std::vector<Share>> partition(const std::vector<Share>& pools) override
    {
        m_pools = pools.size() == 1 ? pools : std::vector<Share>{Share{0.3}, Share{0.7}};
        return m_pools;
    }
    std::vector<Share> pools() const override { return m_pools; }
    Result<compute::Ticket> submit(compute::LaneId lane, compute::Work work) override
    {
        const compute::Ticket ticket{m_next++};
        m_lanes[lane.pool * kLanes + lane.lane]->submit(ticket, std::move(work));
        return ticket;
    }
    std::vector<compute::Completion> takeCompletions() override { return m_ended.takeAll(); }
    void setListener(std::function<void()> listener) override { m_ended.setListener(std::move(listener)); }

private:
    /// Inference's pool, and the one of training steps and labels, as measured on an H200.
    static compute::Completion run(std::uint32_t pool, compute::Ticket ticket, const compute::Work& work)
    {
        constexpr std::array<Nanoseconds, kPools> kBatch{std::chrono::microseconds(440),
                                                         std::chrono::microseconds(1700)};
        const Stopwatch stopwatch(StopwatchKind::Wall);
        Status outcome = compute::runGuarded(work);
        std::this_thread::sleep_for(kBatch[pool]);
        return {ticket, stopwatch.elapsed(), std::move(outcome)};
    }

    compute::DeviceInfo m_info{.kind = "sleeping",
                               .name = "sleeping",
                               .memoryBytes = 0,
                               .mostPools = kPools,
                               .lanesPerPool = kLanes,
                               .unit = Share{8.0 / 132.0},
                               .gpu = {}};
    std::vector<Share> m_pools{Share{1.0}};
    std::uint64_t m_next = 0;
    compute::CompletionQueue m_ended;
    std::vector<std::unique_ptr<compute::LaneThread>> m_lanes; ///< last: their threads use the others
};

Result<runtime::Devices> openSleeping(const runtime::RunSettings&)
{
    runtime::Devices devices;
    devices.push_back(std::make_unique<SleepingDevice>());
    return devices;
}

/// Processor time of the calling thread.
double threadSeconds()
{
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

constexpr std::array<const char*, 10> kStages{"commands", "frames", "batches", "effects",    "decisions",
                                              "records",  "lanes",  "waiting", "window_end", "window_start"};
using StageSeconds = std::array<double, kStages.size()>;

/// From one look at the frames to the next.
struct Stretch {
    double at = 0.0; ///< when it ended: seconds since the watch began
    double seconds = 0.0;
    StageSeconds stages{};
};

/// What the engine thread was at, in processor time.
class StageWatch {
public:
    void enter(runtime::TurnStage stage)
    {
        const double now = threadSeconds();
        const double passed = m_last > 0.0 ? now - m_last : 0.0;
        m_last = now;
        m_now.seconds += passed;
        m_now.stages[m_stage] += passed;
        m_total[m_stage] += passed;
        m_stage = static_cast<std::size_t>(stage);
        if (stage == runtime::TurnStage::Frames)
            end();
    }

    void tell(benchmark::State& state) const
    {
        state.counters["longest_stretch_ms"] = m_longest.empty() ? 0.0 : 1e3 * m_longest.front().seconds;
        state.counters["stretches_over_5ms"] = m_long;
        state.counters["turns"] = m_turns;
        for (std::size_t i = 0; i < kStages.size(); ++i)
            state.counters[std::string("s_in_") + kStages[i]] = m_total[i];
        std::printf("longest stretches without a look at the frames, ms of processor time:\n");
        for (const Stretch& stretch : m_longest) {
            std::printf("%8.1f at %5.1f s:", 1e3 * stretch.seconds, stretch.at);
            for (std::size_t i = 0; i < kStages.size(); ++i)
                if (stretch.stages[i] > 0.05 * stretch.seconds)
                    std::printf("  %s %.1f", kStages[i], 1e3 * stretch.stages[i]);
            std::printf("\n");
        }
    }

private:
    void end()
    {
        constexpr std::size_t kKept = 12;
        constexpr double kLong = 5e-3;
        ++m_turns;
        m_long += m_now.seconds > kLong ? 1 : 0;
        m_now.at = toSeconds(m_watch.elapsed());
        m_longest.push_back(std::exchange(m_now, {}));
        std::sort(m_longest.begin(), m_longest.end(),
                  [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
        m_longest.resize(std::min(m_longest.size(), kKept));
    }

    Stopwatch m_watch{StopwatchKind::Wall};
    double m_last = 0.0;
    std::size_t m_stage = 0;
    Stretch m_now;
    StageSeconds m_total{};
    std::vector<Stretch> m_longest;
    double m_long = 0;
    double m_turns = 0;
};

struct Frames {
    std::vector<double> latencies; ///< ms
    double dropped = 0;
};

/// From the windows that count: the first one has no students yet.
Frames framesOf(const std::filesystem::path& session)
{
    Frames frames;
    const auto reader = session::SessionReader::open(session);
    const auto events = reader ? (*reader)->eventsOfKinds({"FrameIndexed", "FrameDropped"}) : std::vector<Event>();
    for (const Event& event : events.value_or(std::vector<Event>())) {
        if (event.time < kWindow)
            continue;
        if (const auto* indexed = std::get_if<FrameIndexed>(&event.body))
            frames.latencies.push_back(1e3 * toSeconds(event.time - indexed->frameTime));
        else
            ++frames.dropped;
    }
    std::sort(frames.latencies.begin(), frames.latencies.end());
    return frames;
}

/// Arguments of a benchmark: cameras, frames/s of each, and whether their frames come all at once or one after the
/// other.
runtime::RunSettings settingsOf(const benchmark::State& state, const std::filesystem::path& folder)
{
    const auto cameras = static_cast<std::uint32_t>(state.range(0));
    auto settings = fakeSettings(folder, cameras, kWindows);
    settings.windowLength = kWindow;
    settings.clock = ClockKind::Wall;
    for (runtime::CameraRun& camera : settings.cameras) {
        camera.settings.speed = static_cast<double>(state.range(1)) * toSeconds(FakeStreet::kInterval);
        if (state.range(2) != 0)
            camera.settings.offset = FakeStreet::kInterval * camera.settings.id.value / cameras;
    }
    return settings;
}

void tell(benchmark::State& state, const Frames& frames)
{
    state.counters["dropped"] = frames.dropped;
    state.counters["indexed"] = static_cast<double>(frames.latencies.size());
    state.counters["latency_ms_median"] = quantile(frames.latencies, 0.5);
    state.counters["latency_ms_p99"] = quantile(frames.latencies, 0.99);
}

/// The whole main job at wall clock. JACKDAW_KEEP_SESSION names a file for the session.
void serveInRealTime(benchmark::State& state, const char* planner)
{
    const auto folder = std::filesystem::temp_directory_path() / ("engine-loop-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto session = folder / "run.jackdaw";
    auto settings = settingsOf(state, folder);
    settings.planner = planner;
    runtime::Suppliers suppliers;
    suppliers.devices = openSleeping;
    for (auto _ : state) {
        StageWatch watch;
        const auto change = [&watch](runtime::RunParts& parts) {
            letGoldenModelsServe(parts);
            parts.onStage = [&watch](runtime::TurnStage stage) { watch.enter(stage); };
        };
        const Status prepared = prepareFakeRun(settings);
        const double before = threadSeconds();
        const FakeOutcome outcome =
            prepared ? runFake(settings, session, suppliers, change) : FakeOutcome{.status = prepared};
        state.counters["engine_thread_s"] = threadSeconds() - before;
        if (!outcome.status)
            return state.SkipWithError(outcome.status.error().text().c_str());
        state.counters["events"] = static_cast<double>(outcome.events);
        tell(state, framesOf(session));
        watch.tell(state);
    }
    if (const char* keep = std::getenv("JACKDAW_KEEP_SESSION"))
        std::filesystem::copy_file(session, keep, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove_all(folder);
}

void arguments(benchmark::internal::Benchmark* each)
{
    each->ArgNames({"cameras", "rate", "apart"})->UseRealTime()->Iterations(1);
    each->Args({16, 5, 0})->Args({64, 5, 0})->Args({64, 5, 1})->Args({64, 30, 1});
}

BENCHMARK_CAPTURE(serveInRealTime, jackdaw, "jackdaw")->Apply(arguments);
BENCHMARK_CAPTURE(serveInRealTime, uniform, "uniform(3,0.5)")->Apply(arguments);

} // namespace

BENCHMARK_MAIN();
