// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/student_check/comparison.h"

#include "engine/base/statistics.h"
#include "engine/cuda/cuda_device.h"
#include "engine/learning/agreement.h"
#include "engine/runtime/open_devices.h"
#include "engine/tensors/lane_tensors.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace jackdaw::check {
namespace {

constexpr std::size_t kPictures = 24;
constexpr std::size_t kSmallPictures = 6;
constexpr int kEveryOther = 8; ///< of the video's frames
constexpr float kOverlap = 0.9F;
constexpr float kThreshold = 0.3F;
constexpr double kOnnxRate = 2e-4; ///< learning rate of networks that are trained already
constexpr double kLeastShared = 0.98; ///< measured on an H200: 0.990 and more
constexpr double kMostApart = 0.02; ///< measured there: 0.008 and less
const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};

template <class Work>
double milliseconds(const Work& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : quantile(values, 0.5);
}

/// Of each box of \p one the same box of \p other, if it is there.
template <class Each>
void forEachShared(const Found& one, const Found& other, const Each& each)
{
    for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
        for (const Detection& a : one[i]) {
            const auto same = std::find_if(other[i].begin(), other[i].end(), [&a](const Detection& b) {
                return a.label == b.label && vision::overlap(a.box, b.box) > kOverlap;
            });
            if (same != other[i].end())
                each(a, *same);
        }
    }
}

std::size_t boxesOf(const Found& found)
{
    std::size_t boxes = 0;
    for (const auto& picture : found)
        boxes += picture.size();
    return boxes;
}

Finding agreement(const std::string& name, const Found& cpu, const Found& gpu)
{
    const double apart = scoresApart(cpu, gpu);
    const std::size_t boxes = boxesOf(cpu) + boxesOf(gpu);
    const double shared = boxes > 0 ? learning::agreement(cpu, gpu) : 0.0;
    Finding finding{name, {{"boxes", boxes}, {"shared", shared}, {"scores_apart", apart}}, {}};
    if (boxes > 0) // where neither found any there is nothing to agree on
        finding.bars = {{"boxes on GPU and CPU: " + name, shared, Bar::Kind::AtLeast, kLeastShared, ""},
                        {"scores apart: " + name, apart, Bar::Kind::AtMost, kMostApart, ""}};
    return finding;
}

/// What \p model, a golden model or a student, finds on all pictures, and the milliseconds that each took.
template <class Model>
Status detectAll(Model& model, const std::vector<VideoFrame>& pictures, Found& found, std::vector<double>& times)
{
    found.clear();
    for (const VideoFrame& picture : pictures) {
        Result<std::vector<Detection>> boxes;
        times.push_back(milliseconds([&] { boxes = model.detect(picture); }));
        if (!boxes)
            return tl::unexpected(boxes.error());
        found.push_back(std::move(*boxes));
    }
    return {};
}

Result<std::vector<VideoFrame>> picturesOf(const std::filesystem::path& video, std::size_t count)
{
    auto reader = video::VideoReader::open(video);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<VideoFrame> pictures;
    for (int i = 0; pictures.size() < count; ++i) {
        auto frame = (*reader)->next();
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            break;
        if (i % kEveryOther == 0)
            pictures.push_back(std::move(**frame));
    }
    if (pictures.size() < kSmallPictures)
        return fail(ErrorCode::InvalidInput, "The video " + video.string() + " is too short.",
                    "Take one of " + std::to_string(kSmallPictures * kEveryOther) + " frames or more.");
    return pictures;
}

/// What came of a retraining.
struct Retrained {
    std::vector<double> accuracies;
    std::vector<double> stepTimes; ///< in milliseconds
    double seconds = 0.0;
    std::shared_ptr<const learning::Weights> weights;

    nlohmann::ordered_json json() const
    {
        return {{"accuracies", accuracies},
                {"step_ms", median(stepTimes)},
                {"steps", stepTimes.size()},
                {"seconds", seconds}};
    }
};

Result<Retrained> retrain(const learning::Learner& learner, const std::vector<learning::LabelledFrame>& frames,
                          const learning::TrainingConfiguration& configuration)
{
    learning::TrainingInputs inputs{.start = learner.initial(1, CameraId{0}), .configuration = configuration};
    const auto border = frames.begin() + static_cast<std::ptrdiff_t>(frames.size() * 2 / 3);
    inputs.training.assign(frames.begin(), border);
    inputs.heldOut.assign(border, frames.end());
    inputs.evaluateAfter = {configuration.epochs / 2};
    inputs.seed = 1;
    Retrained retrained;
    auto training = learner.train(std::move(inputs));
    if (!training)
        return tl::unexpected(training.error());
    while (const auto batch = (*training)->nextBatch()) {
        Status done;
        const double took = milliseconds([&] { done = (*training)->runBatch(); });
        if (!done)
            return tl::unexpected(done.error());
        retrained.seconds += took / 1e3;
        if (batch->kind == learning::Training::BatchKind::Train)
            retrained.stepTimes.push_back(took);
    }
    for (const auto& evaluation : (*training)->evaluations())
        retrained.accuracies.push_back(evaluation.accuracy.golden.value);
    retrained.weights = (*training)->best();
    return retrained;
}

} // namespace

double scoresApart(const Found& one, const Found& other)
{
    double apart = 0.0;
    forEachShared(one, other, [&apart](const Detection& a, const Detection& b) {
        apart = std::max(apart, double{std::abs(a.score - b.score)});
    });
    return apart;
}

Result<Comparison> Comparison::open(const Bench& bench, const learning::StudentSettings& student, const CheckData& data)
{
    cuda::CudaSettings settings;
    settings.onThreadStart = [] {
        learning::useThreads(1);
        tensors::prepareLaneThread();
    };
    auto device = cuda::makeCudaDevice(bench.gpu, std::move(settings));
    if (!device)
        return tl::unexpected(device.error());
    learning::useThreads(1);
    auto learner = learning::makeLearner(student, kClasses);
    if (!learner)
        return tl::unexpected(learner.error());
    auto pictures = picturesOf(data.video, bench.isSmall ? kSmallPictures : kPictures);
    if (!pictures)
        return tl::unexpected(pictures.error());
    Comparison comparison(std::move(*device), data, std::move(*pictures), std::move(*learner),
                          learning::familyOf(student), bench.isSmall);
    if (const Status labelled = comparison.label(); !labelled)
        return tl::unexpected(labelled.error());
    return comparison;
}

Comparison::Comparison(std::unique_ptr<compute::Device> device, CheckData data, std::vector<VideoFrame> pictures,
                       std::shared_ptr<const learning::Learner> learner, std::string family, bool isSmall) :
    m_device(std::move(device)),
    m_data(std::move(data)), m_pictures(std::move(pictures)), m_learner(std::move(learner)),
    m_family(std::move(family)), m_isSmall(isSmall)
{
}

Status Comparison::label()
{
    const auto model = vision::openGoldenModel({m_data.golden, kClasses});
    if (!model)
        return tl::unexpected(model.error());
    if (const Status found = detectAll(**model, m_pictures, m_labels, m_labelTimes); !found)
        return found;
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        auto kept = m_learner->keep(m_pictures[i], vision::toLabels(m_labels[i]), {});
        if (!kept)
            return tl::unexpected(kept.error());
        m_frames.push_back(std::move(*kept));
    }
    return {};
}

std::vector<onnx::GpuWay> Comparison::otherWays() const
{
    using onnx::GpuPrecision;
    std::vector<onnx::GpuWay> ways;
    if (!m_device->info().gpu)
        return ways;
    for (const auto precision : {GpuPrecision::TensorFloat32, GpuPrecision::Float32, GpuPrecision::Float16})
        for (const auto values : {onnx::Order::Pixels, onnx::Order::Planes})
            if (const onnx::GpuWay way{precision, values}; !(way == onnx::GpuWay{}))
                ways.push_back(way);
    return ways;
}

Status Comparison::golden(const onnx::GpuWay& way, const Say& say)
{
    const auto model = vision::openGoldenModel({m_data.golden, kClasses, kThreshold, 1, m_device->info().gpu, way});
    if (!model)
        return tl::unexpected(model.error());
    Found found;
    std::vector<double> times;
    const Status done = inLane([&]() -> Status {
        Status all;
        for (int round = 0; all && round < (m_isSmall ? 1 : 5); ++round)
            all = detectAll(**model, m_pictures, found, times);
        return all;
    });
    if (!done)
        return done;
    Finding finding = agreement("golden model", m_labels, found);
    if (!(way == onnx::GpuWay{})) {
        finding.name += ", " + onnx::textOf(way);
        finding.bars.clear(); // only what runs take is held against bars
    }
    finding.values.update({{"cpu_ms", median(m_labelTimes)},
                           {"gpu_ms", median(times)},
                           {"model", (*model)->description()},
                           {"way", onnx::textOf(way)}});
    say(finding);
    return {};
}

Status Comparison::untrained(const Say& say)
{
    return student(m_family + " student that was not retrained", m_learner->initial(1, CameraId{0}), say);
}

Status Comparison::student(const std::string& name, const Weights& weights, const Say& say)
{
    struct Side {
        Found found;
        std::vector<double> times;
        double prepareTime = 0.0;
    };
    const auto infer = [&](Side& side) -> Status {
        Result<std::unique_ptr<learning::Student>> student;
        side.prepareTime = milliseconds([&] { student = m_learner->prepare(weights); });
        Status done = student ? Status{} : Status(tl::unexpected(student.error()));
        for (int round = 0; done && round < (m_isSmall ? 1 : 5); ++round)
            done = detectAll(**student, m_pictures, side.found, side.times);
        return done;
    };
    Side cpu;
    Side gpu;
    if (const Status done = infer(cpu); !done)
        return done;
    if (const Status done = inLane([&] { return infer(gpu); }); !done)
        return done;
    Finding finding = agreement(name, cpu.found, gpu.found);
    finding.values.update(
        {{"cpu_ms", median(cpu.times)}, {"gpu_ms", median(gpu.times)}, {"gpu_prepare_ms", gpu.prepareTime}});
    say(finding);
    return {};
}

Status Comparison::retraining(learning::TrainedLayers layers, int batch, const Say& say)
{
    learning::TrainingConfiguration configuration{
        .name = "some epochs", .layers = layers, .epochs = m_isSmall ? 2.0 : 6.0};
    configuration.batch = batch;
    if (m_family == "onnx")
        configuration.learningRate = kOnnxRate;
    const std::string name = m_family + ", " + std::string(layers == learning::TrainedLayers::Whole ? "whole" : "upper")
        + ", batch " + std::to_string(batch);
    const auto cpu = retrain(*m_learner, m_frames, configuration);
    if (!cpu)
        return tl::unexpected(cpu.error());
    Result<Retrained> gpu;
    for (int i = 0; i < (m_isSmall ? 1 : 2); ++i) { // the first one finds out
        const Status done = inLane([&]() -> Status {
            gpu = retrain(*m_learner, m_frames, configuration);
            return gpu ? Status{} : Status(tl::unexpected(gpu.error()));
        });
        if (!done)
            return done;
    }
    say({"retraining, " + name, {{"cpu", cpu->json()}, {"gpu", gpu->json()}}, {}});
    return gpu->weights ? student("student retrained on the GPU, " + name, gpu->weights, say) : Status{};
}

Status Comparison::inLane(const std::function<Status()>& work) const
{
    return runtime::runInFirstLane(*m_device, Share{1.0}, [&](Share) { return work(); });
}

} // namespace jackdaw::check
