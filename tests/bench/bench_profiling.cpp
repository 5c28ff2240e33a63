// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the micro-profiler's own arithmetic costs: it must vanish beside the device time that it decides about.
#include "engine/profiling/learning_curve.h"
#include "engine/profiling/micro_profiler.h"
#include "engine/profiling/staleness.h"

#include <benchmark/benchmark.h>

namespace {

using namespace jackdaw;
using namespace jackdaw::profiling;

std::vector<CurveMeasurement> points()
{
    return {{0.0, 0.2, 100.0}, {1.5, 0.35, 100.0}, {3.0, 0.45, 100.0}, {6.0, 0.55, 100.0}, {12.0, 0.6, 100.0}};
}

ProfileHistory fullHistory()
{
    ProfileHistory history;
    for (std::uint32_t i = 0; i < 64; ++i) {
        for (const char* family : {"whole", "upper", "whole, half the data"})
            history.record(CameraId{i % 16}, family, points());
    }
    return history;
}

MicroProfiler::Inputs inputs()
{
    MicroProfiler::Inputs inputs;
    inputs.start = Accuracy{0.2};
    inputs.heldOutObjects = 100;
    inputs.budget = GpuSeconds{10.0};
    std::uint32_t id = 0;
    for (const char* family : {"whole", "upper", "whole, half the data"}) {
        inputs.families.push_back({family, GpuSeconds{0.1}, GpuSeconds{0.3}, GpuSeconds{0.05}});
        for (const double epochs : {3.0, 6.0, 12.0, 25.0})
            inputs.configurations.push_back({ConfigurationId{id++}, family, epochs, GpuSeconds{0.3 * epochs}});
    }
    return inputs;
}

void fitOneCurve(benchmark::State& state)
{
    const auto measured = points();
    for (auto _ : state)
        benchmark::DoNotOptimize(LearningCurve::fit({}, measured).at(12.0));
}

void priorFromFullHistory(benchmark::State& state)
{
    const ProfileHistory history = fullHistory();
    for (auto _ : state)
        benchmark::DoNotOptimize(history.prior(CameraId{3}, "whole"));
}

/// A camera's window: priors, all measurements, estimates and drawn curves of twelve configurations.
void profileOneWindow(benchmark::State& state)
{
    const ProfileHistory history = fullHistory();
    for (auto _ : state) {
        MicroProfiler profiler(inputs(), history);
        while (const auto request = profiler.nextRequest())
            profiler.record(*request, Accuracy{0.35}, request->cost);
        benchmark::DoNotOptimize(profiler.estimates());
        benchmark::DoNotOptimize(profiler.curves());
    }
}

void fitStaleness(benchmark::State& state)
{
    std::vector<StalenessSample> samples;
    for (int i = 0; i < 200; ++i)
        samples.push_back({0.2 * (1 + i % 15), 0.7, 20.0});
    for (auto _ : state)
        benchmark::DoNotOptimize(subsamplingCurve(Staleness(samples), Boxes::Students, 5.0, GpuSeconds{0.01}));
}

BENCHMARK(fitOneCurve)->Unit(benchmark::kMillisecond);
BENCHMARK(priorFromFullHistory)->Unit(benchmark::kMillisecond);
BENCHMARK(profileOneWindow)->Unit(benchmark::kMillisecond);
BENCHMARK(fitStaleness)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
