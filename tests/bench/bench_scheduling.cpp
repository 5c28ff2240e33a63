// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <benchmark/benchmark.h>

using namespace jackdaw;
using namespace jackdaw::scheduling;

namespace {

constexpr std::size_t kConfigurations = 18;
constexpr PlannerOptions kSilent{false, FreedShare::OwnInference};

/// One decision for \p streams streams on \p gpus devices taken as one.
void decide(benchmark::State& state, const char* name, std::size_t streams, double gpus)
{
    const WindowProblem problem = testing::randomProblem(42, streams, kConfigurations, gpus, 0.1);
    const auto planner = testing::planner(name, kSilent);
    for (auto _ : state)
        benchmark::DoNotOptimize(planner->plan(problem));
}

void tenStreamsOnEightGpus(benchmark::State& state, const char* name)
{
    decide(state, name, 10, 8.0);
}

/// The live case: sixteen cameras on one device, asked again at every completion.
void sixteenLiveStreams(benchmark::State& state, const char* name)
{
    WindowProblem problem = testing::randomProblem(42, 16, 12, 1.0, 0.05);
    problem.seconds = 46.0;
    for (StreamProblem& stream : problem.streams) {
        stream.inference.fullRateDemand = Share{0.02};
        for (RetrainingOption& option : stream.options)
            option.gpuSeconds = Estimate::exact(option.gpuSeconds.value / 10.0);
    }
    const auto planner = testing::planner(name, {true, FreedShare::Replanned});
    for (auto _ : state)
        benchmark::DoNotOptimize(planner->plan(problem));
}

/// A tenth of a device for each camera, with a teacher and moved boxes, or (\p student) without.
void serving(benchmark::State& state, const char* name, bool student)
{
    const WindowProblem whole =
        testing::servedProblem(42, static_cast<std::size_t>(state.range(0)), kConfigurations, 0.1);
    const auto planner = testing::planner(name, kSilent);
    const WindowProblem problem = withChoice(whole, student ? ServingChoice{} : planner->servingChoice());
    for (auto _ : state)
        benchmark::DoNotOptimize(planner->plan(problem));
}

void growth(benchmark::State& state, const char* name)
{
    const auto streams = static_cast<std::size_t>(state.range(0));
    decide(state, name, streams, static_cast<double>(streams) / 10.0);
}

} // namespace

BENCHMARK_CAPTURE(tenStreamsOnEightGpus, thief, "thief")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tenStreamsOnEightGpus, exact, "exact")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tenStreamsOnEightGpus, jackdaw, "jackdaw")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tenStreamsOnEightGpus, thief_reference, "thief-reference")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(sixteenLiveStreams, thief, "thief")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(sixteenLiveStreams, jackdaw, "jackdaw")->Unit(benchmark::kMillisecond);
/// A tenth as many GPUs as streams, up to 1 000 streams on 100.
void grow(benchmark::internal::Benchmark* one)
{
    for (const int streams : {10, 20, 50, 100, 200, 500, 1000})
        one->Arg(streams);
    one->Unit(benchmark::kMillisecond);
}

void cameras(benchmark::internal::Benchmark* one)
{
    for (const int streams : {8, 16, 32, 64})
        one->Arg(streams);
    one->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(serving, thief_student, "thief", true)->Apply(cameras);
BENCHMARK_CAPTURE(serving, thief_every_way, "thief", false)->Apply(cameras);
BENCHMARK_CAPTURE(serving, exact_student, "exact", true)->Apply(cameras);
BENCHMARK_CAPTURE(serving, exact_every_way, "exact", false)->Apply(cameras);
BENCHMARK_CAPTURE(serving, jackdaw_student, "jackdaw", true)->Apply(cameras);
BENCHMARK_CAPTURE(serving, jackdaw_every_way, "jackdaw", false)->Apply(cameras);
BENCHMARK_CAPTURE(growth, thief, "thief")->Apply(grow);
BENCHMARK_CAPTURE(growth, exact, "exact")->Apply(grow);
BENCHMARK_CAPTURE(growth, jackdaw, "jackdaw")->Apply(grow);

BENCHMARK_MAIN();
