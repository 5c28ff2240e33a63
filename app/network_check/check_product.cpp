// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/timing.h"
#include "app/network_check/network_parts.h"
#include "app/network_check/product_scene.h"
#include "app/network_check/tensor_job.h"
#include "engine/learning/classifier_network.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/kernel_check.h"
#include "engine/learning/round_network.h"
#include "engine/learning/step_parts.h"

#include <chrono>
#include <optional>

namespace jackdaw::check {
namespace {

using learning::StepWay;

constexpr int kSteps = 60;
constexpr int kFirstSteps = 8; ///< in which memory is found and graphs are made
constexpr double kRate = 1e-3;

/// How long \p work takes on the thread that does it.
Nanoseconds timeOf(const std::function<void()>& work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begun;
}

/// Runs \p work on the thread of a lane that has the whole device.
Status inLane(DrivenDevice& device, compute::Work work)
{
    if (const auto sizes = device->partition({Share{1.0}}); !sizes)
        return tl::unexpected(sizes.error());
    return device->submit({0, 0}, std::move(work)).and_then([&](compute::Ticket) {
        return device.wait().front().outcome;
    });
}

/// What the steps of a retraining took, and how it went.
struct Steps {
    Times draw; ///< the views of a batch, and what is to be learned from them
    Times step; ///< on the thread that waits for it, with what it brings and the wait
    std::optional<Nanoseconds> gpu; ///< of that the GPU's part, step after step without a pause
    double firstLoss = 0.0;
    double lastLoss = 0.0;
};

Steps takeSteps(const ProductScene& scene, int batch, StepWay way, int count)
{
    const auto start = learning::NetworkWeights::initial(scene.architecture(), 1, CameraId{0});
    learning::TrainableNetwork network(*start, learning::TrainedLayers::Whole, batch, onnx::fastestPrecision(), way);
    Steps steps;
    for (int i = 0; i < count + kFirstSteps; ++i) {
        ProductBatch drawn;
        const Nanoseconds draw = timeOf([&] { drawn = scene.draw(network, batch, i); });
        double loss = 0.0;
        const Nanoseconds step = timeOf([&] { loss = network.step(drawn.pointers(), kRate); });
        steps.firstLoss = i == 0 ? loss : steps.firstLoss;
        steps.lastLoss = loss;
        if (i < kFirstSteps)
            continue;
        steps.draw.add(draw);
        steps.step.add(step);
    }
    steps.gpu = network.durationOnGpu(count);
    return steps;
}

double microseconds(const std::optional<Nanoseconds>& time)
{
    return toSeconds(time.value_or(Nanoseconds{0})) * 1e6;
}

/// Bars for what the GPU takes for a step, as the experiment that they come from measured it. None without a GPU.
std::vector<Bar> barsOfStep(const std::string& name, const std::optional<Nanoseconds>& gpu, double most, double stretch)
{
    if (!gpu)
        return {};
    const double milliseconds = microseconds(gpu) / 1e3;
    return {{"GPU time of a step of a " + name, milliseconds, Bar::Kind::AtMost, most, "ms"},
            {"stretch: GPU time of a step of a " + name, milliseconds, Bar::Kind::AtMost, stretch, "ms"}};
}

Finding findingOf(int batch, const Steps& own, const Steps& tensors)
{
    const std::string name = "point detector's retraining, batch " + std::to_string(batch);
    Finding finding{name,
                    {{"step_gpu_us", microseconds(own.gpu)},
                     {"step_us", own.step.median()},
                     {"step_p99_us", own.step.p99()},
                     {"draw_us", own.draw.median()},
                     {"step_by_tensors_gpu_us", microseconds(tensors.gpu)},
                     {"step_by_tensors_us", tensors.step.median()},
                     {"draw_by_tensors_us", tensors.draw.median()},
                     {"loss_first", own.firstLoss},
                     {"loss_last", own.lastLoss},
                     {"loss_last_by_tensors", tensors.lastLoss}},
                    {}};
    if (batch == 8) {
        finding.bars = barsOfStep(name, own.gpu, 1.1, 0.8);
        finding.bars.push_back({"with kernels by without: " + name, own.step.median() / tensors.step.median(),
                                Bar::Kind::AtMost, 1.0, ""});
    }
    return finding;
}

Status checkTraining(Bench& bench, DrivenDevice& device, const ProductScene& scene, const Say& say)
{
    const std::vector<int> batches = bench.gpu->info().isFake ? std::vector{2} : std::vector{4, 8, 16};
    for (const int batch : batches) {
        const Status done = inLane(device, [&]() -> Status {
            const int count = bench.repetitions(kSteps);
            const Steps own = takeSteps(scene, batch, StepWay::OfPlace, count);
            const Steps tensors = takeSteps(scene, batch, StepWay::ByTensors, count);
            say(findingOf(batch, own, tensors));
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

Finding classifierOf(const ProductScene& scene, int crops, int count)
{
    learning::LearningClassifier network(scene.classifier(), false, onnx::fastestPrecision());
    const std::vector<learning::Crop> some = scene.crops(static_cast<std::size_t>(crops));
    Times step;
    double first = 0.0;
    double last = 0.0;
    for (int i = 0; i < count + kFirstSteps; ++i) {
        const Nanoseconds taken = timeOf([&] { last = network.step(some, kRate); });
        first = i == 0 ? last : first;
        if (i >= kFirstSteps)
            step.add(taken);
    }
    const auto gpu = network.durationOnGpu(count);
    const std::string name = "classifier's retraining, " + std::to_string(crops) + " crops";
    Finding finding{name,
                    {{"step_gpu_us", microseconds(gpu)},
                     {"step_us", step.median()},
                     {"step_p99_us", step.p99()},
                     {"loss_first", first},
                     {"loss_last", last}},
                    {}};
    if (crops == 32)
        finding.bars = barsOfStep(name, gpu, 1.35, 1.0);
    return finding;
}

Status checkClassifier(Bench& bench, DrivenDevice& device, const ProductScene& scene, const Say& say)
{
    const std::vector<int> steps = bench.gpu->info().isFake ? std::vector{8} : std::vector{16, 32};
    for (const int crops : steps) {
        const Status done = inLane(device, [&]() -> Status {
            say(classifierOf(scene, crops, bench.repetitions(kSteps)));
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

/// Where the GPU's time for a step goes: convolutions and BatchNorm of all units, and what most of it is. The rest of
/// the step is loss, optimiser, sums of gradients, and what lies between kernels.
Finding unitsOf(const std::vector<learning::UnitTimes>& units, int batch)
{
    Finding finding{
        "units of a point detector, step of " + std::to_string(batch) + " (us)", nlohmann::ordered_json::object(), {}};
    Nanoseconds forward{0};
    Nanoseconds backward{0};
    Nanoseconds norm{0};
    for (const learning::UnitTimes& unit : units) {
        forward += unit.forward;
        backward += unit.backward;
        norm += unit.norm;
        finding.values[unit.name] = {microseconds(unit.forward), microseconds(unit.backward), microseconds(unit.norm)};
    }
    finding.values["convolutions"] = microseconds(forward);
    finding.values["their gradients"] = microseconds(backward);
    finding.values["BatchNorm, both ways"] = microseconds(norm);
    return finding;
}

Status checkUnits(Bench& bench, DrivenDevice& device, const ProductScene& scene, const Say& say)
{
    if (bench.gpu->info().isFake)
        return {}; // it has no kernels
    return inLane(device, [&]() -> Status {
        constexpr int kBatch = 8;
        const auto units = learning::timesOfUnits(scene.architecture(), kBatch);
        if (!units)
            return tl::unexpected(units.error());
        say(unitsOf(*units, kBatch));
        return {};
    });
}

/// Students with weights of their own that look at a picture each, in one round.
Finding roundOf(const ProductScene& scene, std::size_t looks, int count)
{
    learning::RoundNetwork& network = learning::RoundNetwork::here(scene.plan());
    std::vector<learning::RoundNetwork::Look> round;
    for (std::size_t i = 0; i < looks; ++i)
        round.push_back(scene.look(i));
    Times run;
    for (int i = 0; i < count + kFirstSteps; ++i) {
        const Nanoseconds taken = timeOf([&] { network.run(round); });
        if (i >= kFirstSteps)
            run.add(taken);
    }
    const auto pictures = static_cast<double>(looks);
    return {"round of " + std::to_string(looks) + " point detectors",
            {{"round_gpu_us", microseconds(network.durationOnGpu(looks, count))},
             {"round_us", run.median()},
             {"round_p99_us", run.p99()},
             {"pictures_per_s", pictures / run.median() * 1e6}},
            {}};
}

Status checkRounds(Bench& bench, DrivenDevice& device, const ProductScene& scene, const Say& say)
{
    if (bench.gpu->info().isFake)
        return {}; // it has no kernels
    for (const double space : {1.0, 0.3}) {
        const auto sizes = device->partition(space < 1.0 && device->info().mostPools > 1
                                                 ? std::vector{Share{space}, Share{1.0 - space}}
                                                 : std::vector{Share{1.0}});
        if (!sizes)
            return tl::unexpected(sizes.error());
        const auto submitted = device->submit({0, 0}, [&, part = sizes->front()]() -> Status {
            for (std::size_t looks = 1; looks <= learning::RoundNetwork::kMost; looks *= 2) {
                Finding finding = roundOf(scene, looks, bench.repetitions(kSteps));
                finding.name += part < Share{1.0} ? ", in a pool" : "";
                finding.values["part"] = part.value;
                say(finding);
            }
            return {};
        });
        if (!submitted)
            return tl::unexpected(submitted.error());
        if (Status done = device.wait().front().outcome; !done)
            return done;
    }
    return {};
}

Finding inferenceOf(const ProductScene& scene, int batch, int count)
{
    const auto weights = learning::NetworkWeights::initial(scene.architecture(), 1, CameraId{0});
    learning::FusedNetwork network(*weights, batch, onnx::fastestPrecision());
    Times draw;
    Times run;
    for (int i = 0; i < count + kFirstSteps; ++i) {
        const Nanoseconds drawing = timeOf([&] { scene.drawPlain(network, batch); });
        const Nanoseconds running = timeOf([&] { network.run(); });
        if (i < kFirstSteps)
            continue;
        draw.add(drawing);
        run.add(running);
    }
    return {"point detector's inference, batch " + std::to_string(batch),
            {{"run_gpu_us", microseconds(network.durationOnGpu(count))},
             {"run_us", run.median()},
             {"run_p99_us", run.p99()},
             {"draw_us", draw.median()},
             {"pictures_per_s", batch / run.median() * 1e6}},
            {}};
}

Status checkInference(Bench& bench, DrivenDevice& device, const ProductScene& scene, const Say& say)
{
    const std::vector<int> batches = bench.gpu->info().isFake ? std::vector{1} : std::vector{1, 8, 64};
    for (const int batch : batches) {
        const Status done = inLane(device, [&]() -> Status {
            say(inferenceOf(scene, batch, bench.repetitions(kSteps)));
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Status checkProduct(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    const ProductScene scene(bench.gpu->info().isFake);
    for (const auto check : {checkTraining, checkClassifier, checkInference, checkRounds, checkUnits})
        if (Status done = check(bench, **device, scene, say); !done)
            return done;
    return {};
}

Status checkKernels(Bench& bench, const Say& say)
{
    if (bench.gpu->info().isFake) {
        say({"no kernels on a fake GPU", {{"device", bench.gpu->info().name}}, {}});
        return {};
    }
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    return inLane(**device, [&]() -> Status {
        const auto found = learning::compareKernels();
        if (!found)
            return tl::unexpected(found.error());
        say({"own kernels beside operations on tensors",
             {{"loss", found->loss},
              {"gradient", found->gradient},
              {"gradient_of_halves", found->gradientOfHalves},
              {"weights", found->weights},
              {"repeated_differently", found->repeatedDifferently}},
             {{"loss by a kernel, apart", found->loss, Bar::Kind::AtMost, 1e-5, ""},
              {"gradient by a kernel, apart", found->gradient, Bar::Kind::AtMost, 1e-5, ""},
              {"gradient in bfloat16 by a kernel, apart", found->gradientOfHalves, Bar::Kind::AtMost, 1.0 / 128, ""},
              {"weights after steps with kernels, apart", found->weights, Bar::Kind::AtMost, 0.25, ""},
              {"runs of kernels that end differently", static_cast<double>(found->repeatedDifferently),
               Bar::Kind::AtMost, 0, ""}}});
        return {};
    });
}

} // namespace jackdaw::check
