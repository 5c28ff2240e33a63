// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a detector costs on one thread: OpenCV's dnn, the plain interpreter, and the fused way in both precisions. With
// no shared data the benchmarks say so and stop.

#include "engine/onnx/network.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/onnx_detector.h"
#include "tests/support/shared_data.h"

#include <benchmark/benchmark.h>
#include <opencv2/dnn.hpp>

using namespace jackdaw;

namespace {

constexpr const char* kNanoDetPlus = "nanodet-plus-m_416x416.onnx";
constexpr const char* kYolox = "yolox_nano.onnx";
constexpr const char* kNanoDet = "nanodet_m.onnx";

std::optional<std::filesystem::path> model(const char* file)
{
    const auto shared = testing::sharedData();
    return shared ? std::optional(*shared / "real/models" / file) : std::nullopt;
}

void openCv(benchmark::State& state, const char* file)
{
    const auto path = model(file);
    if (!path)
        return state.SkipWithError("needs the shared data folder");
    cv::setNumThreads(1);
    auto net = cv::dnn::readNetFromONNX(path->string());
    net.setInput(cv::Mat({1, 3, 416, 416}, CV_32F, cv::Scalar(0.5)));
    const auto names = net.getUnconnectedOutLayersNames();
    std::vector<cv::Mat> outputs;
    for (auto _ : state)
        net.forward(outputs, names);
}
BENCHMARK_CAPTURE(openCv, nanodetPlus416, kNanoDetPlus)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(openCv, yolox416, kYolox)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(openCv, nanodet416, kNanoDet)->Unit(benchmark::kMillisecond);

std::optional<onnx::Network> prepare(const char* file, std::int64_t width, std::int64_t height,
                                     onnx::Execution execution, onnx::Precision precision)
{
    const auto path = model(file);
    const auto graph = path ? std::optional(onnx::Graph::read(*path)) : std::nullopt;
    if (!graph || !*graph)
        return std::nullopt;
    auto network = onnx::Network::prepare(**graph,
                                          {.inputs = {{1, 3, height, width}},
                                           .precision = precision,
                                           .execution = execution,
                                           .order = onnx::Order::Pixels,
                                           .threads = 1});
    return network ? std::optional(std::move(*network)) : std::nullopt;
}

void network(benchmark::State& state, const char* file, std::int64_t width, std::int64_t height,
             onnx::Execution execution, onnx::Precision precision = onnx::Precision::Float32)
{
    auto prepared = prepare(file, width, height, execution, precision);
    if (!prepared)
        return state.SkipWithError("needs the shared data folder, or the network cannot be prepared");
    std::fill(prepared->input().begin(), prepared->input().end(), 0.5F);
    for (auto _ : state)
        benchmark::DoNotOptimize(prepared->run());
}

using onnx::Execution;
using onnx::Precision;

BENCHMARK_CAPTURE(network, nanodetPlus416 / plain, kNanoDetPlus, 416, 416, Execution::Plain)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodetPlus416 / fused, kNanoDetPlus, 416, 416, Execution::Fused)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodetPlus416 / bfloat16, kNanoDetPlus, 416, 416, Execution::Fused, Precision::BFloat16)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, yolox416 / plain, kYolox, 416, 416, Execution::Plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, yolox416 / fused, kYolox, 416, 416, Execution::Fused)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, yolox416 / bfloat16, kYolox, 416, 416, Execution::Fused, Precision::BFloat16)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodet416 / plain, kNanoDet, 416, 416, Execution::Plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodet416 / fused, kNanoDet, 416, 416, Execution::Fused)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodet416 / bfloat16, kNanoDet, 416, 416, Execution::Fused, Precision::BFloat16)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, yolox352x288 / fused, kYolox, 352, 288, Execution::Fused)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, nanodetPlus352x288 / fused, kNanoDetPlus, 352, 288, Execution::Fused)
    ->Unit(benchmark::kMillisecond);

VideoFrame street()
{
    VideoFrame frame;
    frame.width = 352;
    frame.height = 288;
    std::vector<std::uint8_t> pixels(352UL * 288UL * 3UL);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 24U);
    frame.picture = std::make_shared<RgbPicture>(std::move(pixels));
    return frame;
}

/// From a frame to boxes by both golden detectors, as a label needs it.
void label(benchmark::State& state, vision::OnnxDetector::Runner runner)
{
    cv::setNumThreads(1);
    std::vector<vision::OnnxDetector> detectors;
    for (const char* file : {kNanoDetPlus, kYolox}) {
        const auto path = model(file);
        auto detector = path ? vision::OnnxDetector::open(*path, 1, runner) : tl::unexpected(Error{});
        if (!detector)
            return state.SkipWithError("needs the shared data folder");
        detectors.push_back(std::move(*detector));
    }
    const VideoFrame frame = street();
    for (auto _ : state) {
        std::vector<std::vector<Detection>> found;
        for (vision::OnnxDetector& detector : detectors)
            found.push_back(detector.detect(frame).value_or(std::vector<Detection>{}));
        benchmark::DoNotOptimize(vision::fuse(found, 0.55F));
    }
}
BENCHMARK_CAPTURE(label, openCv, vision::OnnxDetector::Runner::OpenCv)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(label, fastest, vision::OnnxDetector::Runner::Fastest)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(label, bfloat16, vision::OnnxDetector::Runner::BFloat16)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
