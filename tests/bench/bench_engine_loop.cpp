// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine thread itself can keep up with: cameras at 5 frames/s in real time, on a device whose batches take
// what a large GPU takes and cost the processor nothing. Students and streets are fake; everything else is real.
#include "engine/compute/lane.h"
#include "tests/support/fake_run.h"
#include "tests/support/serving_golden.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <sys/resource.h>
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
    rusage used{};
    ::getrusage(RUSAGE_THREAD, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

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

/// The whole main job at wall clock. JACKDAW_KEEP_SESSION names a file for the session.
void serveInRealTime(benchmark::State& state, const char* planner)
{
    const auto folder = std::filesystem::temp_directory_path() / ("engine-loop-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto session = folder / "run.jackdaw";
    auto settings = fakeSettings(folder, static_cast<std::uint32_t>(state.range(0)), kWindows);
    settings.windowLength = kWindow;
    settings.clock = ClockKind::Wall;
    settings.planner = planner;
    runtime::Suppliers suppliers;
    suppliers.devices = openSleeping;
    for (auto _ : state) {
        const Status prepared = prepareFakeRun(settings);
        const double before = threadSeconds();
        const FakeOutcome outcome =
            prepared ? runFake(settings, session, suppliers, letGoldenModelsServe) : FakeOutcome{.status = prepared};
        state.counters["engine_thread_s"] = threadSeconds() - before;
        if (!outcome.status)
            return state.SkipWithError(outcome.status.error().text().c_str());
        const Frames frames = framesOf(session);
        state.counters["events"] = static_cast<double>(outcome.events);
        state.counters["indexed"] = static_cast<double>(frames.latencies.size());
        state.counters["dropped"] = frames.dropped;
        state.counters["latency_ms_median"] = quantile(frames.latencies, 0.5);
        state.counters["latency_ms_p99"] = quantile(frames.latencies, 0.99);
    }
    if (const char* keep = std::getenv("JACKDAW_KEEP_SESSION"))
        std::filesystem::copy_file(session, keep, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove_all(folder);
}

BENCHMARK_CAPTURE(serveInRealTime, jackdaw, "jackdaw")->Arg(16)->Arg(64)->UseRealTime()->Iterations(1);
BENCHMARK_CAPTURE(serveInRealTime, uniform, "uniform(3,0.5)")->Arg(16)->Arg(64)->UseRealTime()->Iterations(1);

} // namespace

BENCHMARK_MAIN();
