// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/trainable_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/flat_optimiser_impl.h"
#include "engine/learning/kernel_loss_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/learning/tensor_loss_impl.h"
#include "engine/learning/tensor_views_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <cmath>
#include <limits>
#include <optional>

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {

class TrainableNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& start, TrainedLayers layers, int batch, onnx::Precision precision, StepWay way) :
        m_plan(start.impl().plan), m_start(start.impl().values), m_threshold(start.threshold()), m_layers(layers),
        m_place(placeOfThread()), m_type(scalarType(precision, m_place)),
        m_kernels(StepKernels::forSteps(way, m_place)), m_units(m_plan.units.size())
    {
        tensors::outsideOfLane([&] { make(batch, way != StepWay::OfPlace || m_place.is_cuda()); });
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)]->run(input, activation, addend, m_type);
    }

    double stepWhole(const std::vector<const Targets*>& targets, double learningRate)
    {
        if (m_kernelViews)
            m_kernelViews->drawAll(m_input);
        return m_byTensors ? m_byTensors->run(targets, learningRate) : finishStep(trunk(), targets, learningRate);
    }

    double stepUpper(const TrunkLevels& levels, const std::vector<const Targets*>& targets, double learningRate)
    {
        if (!m_byTensors)
            return finishStep(levels, targets, learningRate);
        for (std::size_t i = 0; i < levels.size(); ++i)
            m_levels[i] = m_levels[i].defined() ? m_levels[i].copy_(levels[i]) : keptOutsideOfLane(levels[i]);
        return m_byTensors->run(targets, learningRate);
    }

    double finishStep(const TrunkLevels& levels, const std::vector<const Targets*>& targets, double learningRate)
    {
        const at::Tensor output = answer(levels).to(at::kFloat).contiguous();
        at::Tensor gradient = at::empty_like(output);
        const double loss = detectionLoss(valuesOf(output.detach()), targets, m_plan.grid(), valuesOf(gradient));
        if (!std::isfinite(loss))
            return loss;
        torch::autograd::backward({output}, {gradient});
        return m_optimiser.step(learningRate) ? loss : std::numeric_limits<double>::quiet_NaN();
    }

    std::optional<Nanoseconds> durationOnGpu(int times)
    {
        return m_byTensors ? m_byTensors->work.durationOnGpu(times) : std::nullopt;
    }

    std::shared_ptr<const NetworkWeights> snapshot() const
    {
        std::vector<float> values = m_start;
        for (const auto& unit : m_units)
            if (unit)
                unit->copyTo(values);
        return makeWeights(m_plan, roundedToHalves(m_plan.tensors, std::move(values)), m_threshold);
    }

    std::span<float> pixels() { return valuesOf(m_input); }

    void draw(std::size_t index, const VideoFrame& frame, const PictureMap& map)
    {
        if (m_kernelViews)
            return m_kernelViews->add(index, frame, map);
        const at::Tensor input = m_input[static_cast<std::int64_t>(index)];
        if (m_byTensors)
            m_views.draw(frame, map, input);
        else
            drawInput(frame, map, m_plan.architecture.inputSize(), valuesOf(input));
    }

private:
    /// A step's rate, targets and loss, which stay where they are, and the work that it is.
    struct ByTensors {
        ByTensors(std::unique_ptr<GraphLoss> ofStep, at::Device place, tensors::TensorWork step) :
            loss(std::move(ofStep)), hostRate(hostTensor({}, place)), rate(hostRate.to(place)),
            hostValue(hostTensor({}, place)), work(std::move(step))
        {
        }

        double run(const std::vector<const Targets*>& targets, double learningRate)
        {
            if (loss->set(targets) == GraphLoss::Room::New)
                work.forget();
            hostRate.fill_(learningRate);
            work.run();
            return hostValue.item<float>();
        }

        std::unique_ptr<GraphLoss> loss;
        at::Tensor hostRate;
        at::Tensor rate;
        at::Tensor hostValue;
        tensors::RepeatedWork work;
    };

    void make(int batch, bool byTensors)
    {
        makeFlat();
        ParameterStore& store = m_flat ? static_cast<ParameterStore&>(*m_flat) : m_optimiser;
        for (std::size_t i = 0; i < m_plan.units.size(); ++i)
            if (isTrained(m_plan.units[i]))
                m_units[i].emplace(m_plan.units[i], m_start, store, m_place, m_kernels);
        if (m_flat)
            m_flat->seal();
        // On the CPU the caller may fill it, in 32 bits.
        const at::ScalarType pixel = m_kernels && m_place.is_cuda() ? m_type : at::kFloat;
        if (m_layers == TrainedLayers::Whole)
            m_input = at::zeros({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3},
                                at::TensorOptions(pixel).device(m_place));
        if (m_kernels)
            m_kernelViews.emplace(m_place, *m_kernels);
        if (byTensors)
            m_byTensors = std::make_unique<ByTensors>(makeLoss(static_cast<std::size_t>(batch)), m_place,
                                                      [this] { stepByTensors(); });
    }

    void makeFlat()
    {
        std::vector<std::size_t> counts;
        for (const Unit& unit : m_plan.units) {
            const auto ofUnit = isTrained(unit) ? LearningUnit::countsOf(unit) : std::vector<std::size_t>();
            counts.insert(counts.end(), ofUnit.begin(), ofUnit.end());
        }
        if (m_kernels && FlatOptimiser::hasRoomFor(counts.size()))
            m_flat.emplace(counts, m_place, m_type, *m_kernels);
    }

    std::unique_ptr<GraphLoss> makeLoss(std::size_t batch) const
    {
        if (m_kernels)
            return std::make_unique<KernelLoss>(m_plan.grid(), batch, m_place, *m_kernels);
        return std::make_unique<TensorLoss>(m_plan.grid(), batch, m_place);
    }

    TrunkLevels trunk() { return runTrunk(*this, m_plan, m_input.permute({0, 3, 1, 2}).to(m_type)); }

    /// Pictures x rows x columns x channels, as the network computes it.
    at::Tensor answer(const TrunkLevels& levels) { return runUpperPart(*this, m_plan, levels).permute({0, 2, 3, 1}); }

    void stepByTensors()
    {
        dropGradients(); // of a step that broke off
        const at::Tensor output = answer(m_layers == TrainedLayers::Whole ? trunk() : m_levels);
        const auto [loss, gradient] = m_byTensors->loss->of(output.detach());
        torch::autograd::backward({output}, {gradient});
        if (m_flat)
            return m_flat->step(m_byTensors->hostRate, loss, m_byTensors->hostValue);
        m_optimiser.step(m_byTensors->rate.copy_(m_byTensors->hostRate, true), loss);
        m_byTensors->hostValue.copy_(loss, true);
    }

    void dropGradients()
    {
        m_optimiser.dropGradients();
        if (m_flat)
            m_flat->dropGradients();
    }

    bool isTrained(const Unit& unit) const { return unit.upper || m_layers == TrainedLayers::Whole; }

    NetworkPlan m_plan;
    std::vector<float> m_start;
    float m_threshold;
    TrainedLayers m_layers;
    at::Device m_place;
    at::ScalarType m_type;
    std::optional<StepKernels> m_kernels;
    Optimiser m_optimiser;
    std::optional<FlatOptimiser> m_flat; ///< with kernels, instead of the other
    std::vector<std::optional<LearningUnit>> m_units; ///< those that are trained
    at::Tensor m_input; ///< pictures
    TensorViews m_views{m_place};
    std::optional<KernelViews> m_kernelViews; ///< with kernels, instead of the other
    TrunkLevels m_levels; ///< of the step that is taken by tensors on cached ones
    std::unique_ptr<ByTensors> m_byTensors; ///< last: it uses the others
};

TrainableNetwork::TrainableNetwork(const NetworkWeights& start, TrainedLayers layers, int batch,
                                   onnx::Precision precision, StepWay way) :
    m_impl(std::make_unique<Impl>(start, layers, batch, precision, way))
{
}

TrainableNetwork::~TrainableNetwork() = default;

std::span<float> TrainableNetwork::input()
{
    return m_impl->pixels();
}

void TrainableNetwork::draw(std::size_t index, const VideoFrame& frame, const PictureMap& map)
{
    m_impl->draw(index, frame, map);
}

double TrainableNetwork::step(const std::vector<const Targets*>& targets, double learningRate)
{
    return m_impl->stepWhole(targets, learningRate);
}

double TrainableNetwork::step(const ActivationCache& cache, std::span<const std::uint32_t> indices,
                              const std::vector<const Targets*>& targets, double learningRate)
{
    return m_impl->stepUpper(cache.impl().gather(indices), targets, learningRate);
}

std::optional<Nanoseconds> TrainableNetwork::durationOnGpu(int times)
{
    return m_impl->durationOnGpu(times);
}

std::shared_ptr<const NetworkWeights> TrainableNetwork::snapshot() const
{
    return m_impl->snapshot();
}

} // namespace jackdaw::learning
