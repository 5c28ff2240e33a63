// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/timing.h"
#include "app/network_check/network_parts.h"
#include "app/network_check/product_scene.h"
#include "app/network_check/tensor_job.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/kernel_check.h"

#include <chrono>

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
    Times step;
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
    return steps;
}

Finding findingOf(int batch, const Steps& own, const Steps& tensors)
{
    const std::string name = "point detector's retraining, batch " + std::to_string(batch);
    Finding finding{name,
                    {{"step_us", own.step.median()},
                     {"step_p99_us", own.step.p99()},
                     {"draw_us", own.draw.median()},
                     {"step_by_tensors_us", tensors.step.median()},
                     {"draw_by_tensors_us", tensors.draw.median()},
                     {"loss_first", own.firstLoss},
                     {"loss_last", own.lastLoss},
                     {"loss_last_by_tensors", tensors.lastLoss}},
                    {}};
    if (batch == 8)
        finding.bars = {{"step of a " + name, own.step.median() / 1e3, Bar::Kind::AtMost, 1.1, "ms"},
                        {"stretch: step of a " + name, own.step.median() / 1e3, Bar::Kind::AtMost, 0.8, "ms"},
                        {"with kernels by without: " + name, own.step.median() / tensors.step.median(),
                         Bar::Kind::AtMost, 1.0, ""}};
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
            {{"run_us", run.median()},
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
    const Status trained = checkTraining(bench, **device, scene, say);
    return trained ? checkInference(bench, **device, scene, say) : trained;
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
