// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The student's work, one thread. tests/bench/python/compare_learning.py runs the same network in PyTorch and compares.
#include "engine/learning/fused_network.h"
#include "engine/learning/student.h"
#include "engine/learning/training_run.h"

#include <cstdlib>
#include <map>

#include <benchmark/benchmark.h>

namespace {

using jackdaw::CameraId;
using namespace jackdaw::learning;

const Architecture kArchitecture;

/// The default configuration, whole or upper part.
TrainingConfiguration configuration(TrainedLayers layers)
{
    return {.name = "benchmark", .layers = layers};
}

/// One batch of a shape of the cost table, exactly as it is calibrated.
void calibrated(benchmark::State& state, const std::string& prefix, TrainedLayers layers)
{
    useThreads(1);
    for (const auto& batch : makeLearner(kArchitecture)->calibrationBatches({configuration(layers)})) {
        if (!batch.costShape.starts_with(prefix))
            continue;
        batch.run();
        for (auto _ : state)
            batch.run();
        state.SetLabel(batch.costShape);
        return;
    }
    state.SkipWithError("no such shape");
}

void inference(benchmark::State& state)
{
    calibrated(state, "infer/", TrainedLayers::Whole);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

/// The network alone, without drawing its input and decoding its output; the argument is the precision.
void network(benchmark::State& state)
{
    useThreads(1);
    const auto precision = static_cast<jackdaw::onnx::Precision>(state.range(0));
    FusedNetwork fused(*NetworkWeights::initial(kArchitecture, 1, CameraId{0}), 1, precision);
    for (auto _ : state)
        benchmark::DoNotOptimize(fused.run().data());
    state.SetLabel(precision == jackdaw::onnx::Precision::BFloat16 ? "bfloat16" : "float32");
}

void prepare(benchmark::State& state)
{
    calibrated(state, "prepare/", TrainedLayers::Whole);
}

void trainWhole(benchmark::State& state)
{
    calibrated(state, "train/whole/", TrainedLayers::Whole);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * configuration(TrainedLayers::Whole).batch);
}

void trainUpper(benchmark::State& state)
{
    calibrated(state, "train/upper/", TrainedLayers::Upper);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * configuration(TrainedLayers::Upper).batch);
}

void cacheActivations(benchmark::State& state)
{
    calibrated(state, "activations/", TrainedLayers::Upper);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * configuration(TrainedLayers::Upper).batch);
}

void saveWeights(benchmark::State& state)
{
    const auto weights = NetworkWeights::initial(kArchitecture, 1, CameraId{0});
    for (auto _ : state)
        benchmark::DoNotOptimize(weights->toSafetensors());
}

void loadWeights(benchmark::State& state)
{
    const auto file = NetworkWeights::initial(kArchitecture, 1, CameraId{0})->toSafetensors();
    for (auto _ : state)
        benchmark::DoNotOptimize(NetworkWeights::fromSafetensors(file, "benchmark"));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * file.size()));
}

} // namespace

BENCHMARK(inference)->Unit(benchmark::kMillisecond);
BENCHMARK(network)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(prepare)->Unit(benchmark::kMillisecond);
BENCHMARK(trainWhole)->Unit(benchmark::kMillisecond);
BENCHMARK(trainUpper)->Unit(benchmark::kMillisecond);
BENCHMARK(cacheActivations)->Unit(benchmark::kMillisecond);
BENCHMARK(saveWeights)->Unit(benchmark::kMillisecond);
BENCHMARK(loadWeights)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
