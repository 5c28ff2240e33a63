// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "datasets/streets/street_renderer.h"

#include <benchmark/benchmark.h>

namespace {

using namespace jackdaw;

/// Argument 0: kind of street, 1: daylight in percent.
void renderStreet(benchmark::State& state)
{
    datasets::StreetSettings settings;
    settings.framesPerSecond = 10;
    settings.kind = static_cast<datasets::StreetKind>(state.range(0));
    settings.width = 320;
    settings.height = 240;
    settings.phases = {{0.0, {0.25, 0.35, 0.2, 0.2}, 1.2, static_cast<double>(state.range(1)) / 100.0, 0.1}};
    datasets::StreetRenderer renderer(settings);
    std::int64_t index = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(renderer.render(index++));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(renderStreet)->ArgsProduct({benchmark::CreateDenseRange(0, 13, 1), {100, 10}})->Unit(benchmark::kMillisecond);

runtime::RunSettings largest()
{
    auto settings = datasets::defaultSettings();
    settings.name = "largest";
    settings.windowLength = fromSeconds(46.0);
    settings.labelling.models = {"/models/golden.onnx"};
    settings.cameras.resize(64);
    for (std::size_t i = 0; i < settings.cameras.size(); ++i) {
        settings.cameras[i].settings.name = "camera " + std::to_string(i);
        settings.cameras[i].settings.source = "/video/" + std::to_string(i) + ".mp4";
        for (std::int64_t j = 0; j < 20; ++j)
            settings.cameras[i].humanLabels.push_back({"/labels.xml", 100 * j, 100 * j + 99, 0});
    }
    return settings;
}

void readLargestScenario(benchmark::State& state)
{
    const std::string text = datasets::scenarioJson(largest());
    for (auto _ : state) {
        const auto settings = datasets::parseScenario(text, "", "largest.json");
        if (!settings)
            state.SkipWithError(settings.error().message.c_str());
        benchmark::DoNotOptimize(settings);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(readLargestScenario)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
