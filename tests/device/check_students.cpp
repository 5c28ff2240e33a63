// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// check_students VIDEO OUT GOLDEN...: the same pictures, weights and retrainings on the first GPU and on the CPU. What
// they come to and how long they take is written to OUT, a JSON line each. Without a GPU both sides are the CPU.
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/learning/family.h"
#include "engine/runtime/open_devices.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <utility>

using namespace jackdaw;
using nlohmann::ordered_json;
using Found = std::vector<std::vector<Detection>>; ///< by picture

namespace {

constexpr std::size_t kPictures = 24;
constexpr std::size_t kTraining = 16;
const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};

double milliseconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

template <class T>
T orExit(Result<T> result)
{
    if (!result) {
        std::cerr << result.error().text() << ' ' << result.error().detail << '\n';
        std::exit(1);
    }
    return std::move(*result);
}

void orExit(const Status& status)
{
    if (!status) {
        std::cerr << status.error().text() << ' ' << status.error().detail << '\n';
        std::exit(1);
    }
}

/// Boxes of one that the other has too (same class, overlap of 0.9), of all; and how far scores are apart where both
/// have it.
ordered_json agreement(const Found& one, const Found& other)
{
    std::size_t boxes = 0;
    std::size_t shared = 0;
    double apart = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        boxes += one[i].size() + other[i].size();
        for (const Detection& a : one[i])
            for (const Detection& b : other[i])
                if (a.label == b.label && vision::overlap(a.box, b.box) > 0.9F) {
                    shared += 2;
                    apart = std::max(apart, double{std::abs(a.score - b.score)});
                    break;
                }
    }
    return {{"boxes", boxes}, {"shared", boxes > 0 ? double(shared) / double(boxes) : 1.0}, {"scores_apart", apart}};
}

/// Everything that is compared, on the device of the thread that runs it.
struct Side {
    std::shared_ptr<const learning::Learner> learner;
    const std::vector<VideoFrame>& pictures;

    Found found;
    std::vector<double> detectTimes;
    double prepareTime = 0.0;

    void infer(const std::shared_ptr<const learning::Weights>& weights)
    {
        std::unique_ptr<learning::Student> student;
        prepareTime = milliseconds([&] { student = orExit(learner->prepare(weights)); });
        for (int round = 0; round < 5; ++round) {
            found.clear();
            for (const VideoFrame& picture : pictures)
                detectTimes.push_back(milliseconds([&] { found.push_back(orExit(student->detect(picture))); }));
        }
        detectTimes.erase(detectTimes.begin(), detectTimes.begin() + static_cast<std::ptrdiff_t>(pictures.size()));
    }
};

struct Retrained {
    std::vector<double> accuracies;
    std::vector<double> stepTimes;
    double seconds = 0.0;
    std::shared_ptr<const learning::Weights> weights;

    static Retrained of(const learning::Learner& learner, const std::vector<learning::LabelledFrame>& frames,
                        const learning::TrainingConfiguration& configuration)
    {
        learning::TrainingInputs inputs{.start = learner.initial(1, CameraId{0}), .configuration = configuration};
        inputs.training.assign(frames.begin(), frames.begin() + kTraining);
        inputs.heldOut.assign(frames.begin() + kTraining, frames.end());
        inputs.evaluateAfter = {configuration.epochs / 2};
        inputs.seed = 1;
        Retrained retrained;
        retrained.seconds = milliseconds([&] {
                                auto training = orExit(learner.train(std::move(inputs)));
                                while (const auto batch = training->nextBatch()) {
                                    const double took = milliseconds([&] { orExit(training->runBatch()); });
                                    if (batch->kind == learning::Training::BatchKind::Train)
                                        retrained.stepTimes.push_back(took);
                                }
                                for (const auto& evaluation : training->evaluations())
                                    retrained.accuracies.push_back(evaluation.accuracy.golden.value);
                                retrained.weights = training->best();
                            })
            / 1e3;
        return retrained;
    }

    ordered_json json() const
    {
        return {{"accuracies", accuracies},
                {"step_ms", median(stepTimes)},
                {"steps", stepTimes.size()},
                {"seconds", seconds}};
    }
};

class Comparison {
public:
    Comparison(compute::Device& device, std::vector<VideoFrame> pictures, const std::string& out,
               const learning::StudentSettings& student) :
        m_device(device),
        m_pictures(std::move(pictures)), m_out(out), m_family(learning::familyOf(student)),
        m_learner(orExit(learning::makeLearner(student, kClasses)))
    {
    }

    const std::vector<learning::LabelledFrame>& frames() const { return m_frames; }
    void setFrames(std::vector<learning::LabelledFrame> frames) { m_frames = std::move(frames); }

    void golden(const std::vector<std::filesystem::path>& files)
    {
        const auto cpu = orExit(vision::openGoldenModel({files, kClasses}));
        std::vector<double> times;
        const Found found = labelled(*cpu, 1, times);
        for (const onnx::GpuWay& way : ways())
            goldenOnGpu(files, way, found, median(times));
        for (const std::filesystem::path& file : files)
            if (files.size() > 1)
                goldenOnGpu({file}, {}, labelled(*orExit(vision::openGoldenModel({{file}, kClasses})), 1, times), 0.0);
        for (std::size_t i = 0; i < m_pictures.size(); ++i)
            m_frames.push_back(orExit(m_learner->keep(m_pictures[i], vision::toLabels(found[i]), {})));
    }

    void student(const char* name, const std::shared_ptr<const learning::Weights>& weights)
    {
        Side cpu{m_learner, m_pictures};
        Side gpu{m_learner, m_pictures};
        cpu.infer(weights);
        inLane([&] { gpu.infer(weights); });
        ordered_json line = agreement(cpu.found, gpu.found);
        line.update({{"cpu_ms", median(cpu.detectTimes)},
                     {"gpu_ms", median(gpu.detectTimes)},
                     {"gpu_prepare_ms", gpu.prepareTime}});
        say(name, line);
    }

    void retraining(learning::TrainedLayers layers, int batch)
    {
        learning::TrainingConfiguration configuration{.name = "six epochs", .layers = layers, .epochs = 6};
        configuration.batch = batch;
        const Retrained cpu = Retrained::of(*m_learner, m_frames, configuration);
        Retrained gpu;
        for (int i = 0; i < 2; ++i) // the first one finds out
            inLane([&] { gpu = Retrained::of(*m_learner, m_frames, configuration); });
        const std::string name = m_family
            + (layers == learning::TrainedLayers::Whole ? ", whole, batch " : ", upper, batch ")
            + std::to_string(batch);
        say("retraining, " + name, {{"cpu", cpu.json()}, {"gpu", gpu.json()}});
        student(("student retrained on the GPU, " + name).c_str(), gpu.weights);
    }

    std::shared_ptr<const learning::Weights> initial() const { return m_learner->initial(1, CameraId{0}); }

private:
    /// Each way in which a GPU can compute, the usual one first; without a GPU there is one.
    std::vector<onnx::GpuWay> ways() const
    {
        using onnx::GpuPrecision;
        std::vector<onnx::GpuWay> ways{{}};
        for (const auto precision : {GpuPrecision::TensorFloat32, GpuPrecision::Float32, GpuPrecision::Float16})
            for (const auto& [values, multiplies] :
                 {std::pair{onnx::Order::Pixels, false}, std::pair{onnx::Order::Pixels, true},
                  std::pair{onnx::Order::Planes, false}})
                if (const onnx::GpuWay way{precision, values, multiplies}; m_device.info().gpu && !(way == ways[0]))
                    ways.push_back(way);
        return ways;
    }

    Found labelled(vision::GoldenModel& model, int rounds, std::vector<double>& times) const
    {
        Found found;
        for (int round = 0; round < rounds; ++round) {
            found.clear();
            for (const VideoFrame& picture : m_pictures)
                times.push_back(milliseconds([&] { found.push_back(orExit(model.detect(picture))); }));
        }
        return found;
    }

    void goldenOnGpu(const std::vector<std::filesystem::path>& files, const onnx::GpuWay& way, const Found& expected,
                     double cpuTime)
    {
        const auto model = orExit(vision::openGoldenModel({files, kClasses, 0.3F, 1, m_device.info().gpu, way}));
        std::vector<double> times;
        Found found;
        inLane([&] { found = labelled(*model, 5, times); });
        ordered_json line = agreement(expected, found);
        line.update({{"cpu_ms", cpuTime},
                     {"gpu_ms", median(times)},
                     {"model", model->description()},
                     {"way", onnx::textOf(way)}});
        say("golden model", line);
    }

    void inLane(const std::function<void()>& work)
    {
        orExit(runtime::runInFirstLane(m_device, Share{1.0}, [&](Share) -> Status {
            work();
            return {};
        }));
    }

    void say(const std::string& what, const ordered_json& values)
    {
        const ordered_json line{{"what", what}, {"device", m_device.info().name}, {"values", values}};
        std::ofstream(m_out, std::ios::app) << line.dump() << '\n';
        std::cout << line.dump() << '\n';
    }

    compute::Device& m_device;
    const std::vector<VideoFrame> m_pictures;
    const std::string m_out;
    const std::string m_family;
    std::shared_ptr<const learning::Learner> m_learner;
    std::vector<learning::LabelledFrame> m_frames;
};

std::unique_ptr<compute::Device> openDevice()
{
    runtime::RunSettings settings;
    settings.devices = {{.kind = "cuda"}};
    auto devices = runtime::openDevices(settings);
    if (devices)
        return std::move(devices->front());
    std::cerr << devices.error().text() << ' ' << devices.error().detail << '\n';
    return orExit(cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>()));
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 4) {
        std::cerr << "check_students VIDEO OUT GOLDEN...\n";
        return 2;
    }
    const auto device = openDevice(); // before anything is done with tensors
    const auto reader = orExit(video::VideoReader::open(arguments[1]));
    std::vector<VideoFrame> pictures;
    for (int i = 0; pictures.size() < kPictures; ++i) {
        auto frame = orExit(reader->next());
        if (!frame)
            break;
        if (i % 8 == 0)
            pictures.push_back(std::move(*frame));
    }
    learning::useThreads(1);
    Comparison comparison(*device, pictures, arguments[2], learning::PointSettings{});
    comparison.student("student", comparison.initial());
    comparison.golden({arguments + 3, arguments + count});
    comparison.retraining(learning::TrainedLayers::Whole, 4);
    comparison.retraining(learning::TrainedLayers::Upper, 4);
    comparison.retraining(learning::TrainedLayers::Whole, 8);
    Comparison classifiers(*device, pictures, arguments[2], learning::ClassifierSettings{});
    classifiers.setFrames(comparison.frames());
    classifiers.retraining(learning::TrainedLayers::Whole, 4);
    classifiers.retraining(learning::TrainedLayers::Upper, 4);
    const std::string network = arguments[count - 1];
    for (const auto head : {learning::HeadKind::Own, learning::HeadKind::Point}) {
        Comparison detectors(*device, pictures, arguments[2], learning::OnnxSettings{network, 352, 288, head});
        detectors.setFrames(comparison.frames());
        detectors.student("student, onnx", detectors.initial());
        detectors.retraining(learning::TrainedLayers::Upper, 4);
        if (head == learning::HeadKind::Own)
            detectors.retraining(learning::TrainedLayers::Whole, 4);
    }
    return 0;
}
