// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_network.h"

#include "engine/learning/classifier_steps_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <optional>

#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {

onnx::Precision precisionOf(const ClassifierArchitecture& architecture)
{
    return architecture.network == ClassifierNetwork::ResNet18 ? onnx::fastestPrecision() : onnx::Precision::Float32;
}

CropFeatures::CropFeatures() : m_impl(std::make_unique<Impl>())
{
}

CropFeatures::~CropFeatures() = default;

std::size_t CropFeatures::size() const
{
    return m_impl->crops.size();
}

void CropFeatures::clear()
{
    m_impl->crops.clear();
}

class PreparedClassifier::Impl final : public UnitRunner {
public:
    Impl(const ClassifierWeights& weights, int batch, onnx::Precision precision) :
        m_plan(weights.plan()), m_place(placeOfThread()), m_type(scalarType(precision, m_place)),
        m_all([this] { infer(); })
    {
        const c10::InferenceMode inference;
        tensors::outsideOfLane([&] { make(weights, batch); });
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)].run(input, activation, addend);
    }

    at::Tensor trunkOf(std::span<const Crop> crops)
    {
        if (m_place.is_cuda() && !m_views)
            if (const auto kernels = StepKernels::here())
                m_views.emplace(m_place, *kernels, cropStyle());
        if (!m_views) {
            drawCrops(crops, m_plan.architecture.crop, pixels());
            bringPixels();
            return trunk();
        }
        for (std::size_t i = 0; i < crops.size(); ++i)
            m_views->add(i, *crops[i].picture, crops[i].map);
        m_views->drawAll(m_input);
        return trunk();
    }

    std::span<const float> runAll()
    {
        m_all.run();
        return valuesOf(m_output);
    }

    std::span<float> pixels() { return valuesOf(m_pixels); }

private:
    void make(const ClassifierWeights& weights, int batch)
    {
        for (const Unit& unit : m_plan.units)
            m_units.emplace_back(unit, weights.values(), batch, m_type, m_place);
        m_pixels = emptyPixels(m_plan, batch, m_place);
        m_input = m_pixels.to(m_place);
        if (m_place.is_cuda())
            m_output = hostTensor({batch, m_plan.architecture.classes}, m_place);
    }

    void bringPixels()
    {
        if (m_place.is_cuda())
            m_input.copy_(m_pixels, true);
    }

    at::Tensor trunk() { return runSteps(*this, m_plan, 0, m_plan.trunkEnd, inputOf(m_input, m_place, m_type)); }

    void infer()
    {
        const c10::InferenceMode inference;
        bringPixels();
        const at::Tensor output =
            runSteps(*this, m_plan, m_plan.trunkEnd, lastStep(m_plan), trunk()).flatten(1).to(at::kFloat).contiguous();
        if (m_place.is_cuda())
            m_output.copy_(output, true);
        else
            m_output = output;
    }

    ClassifierPlan m_plan;
    at::Device m_place;
    at::ScalarType m_type;
    std::vector<FusedUnit> m_units;
    at::Tensor m_pixels; ///< on the host
    at::Tensor m_input; ///< the same where the network is
    at::Tensor m_output; ///< on the host
    std::optional<KernelViews> m_views; ///< of crops that are learned from, where there are kernels
    tensors::RepeatedWork m_all; ///< last: it uses the others
};

PreparedClassifier::PreparedClassifier(const ClassifierWeights& weights, int batch, onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(weights, batch, precision))
{
}

PreparedClassifier::~PreparedClassifier() = default;

std::span<float> PreparedClassifier::input()
{
    return m_impl->pixels();
}

std::span<const float> PreparedClassifier::run()
{
    return m_impl->runAll();
}

void PreparedClassifier::append(CropFeatures& features, std::span<const Crop> crops)
{
    const c10::InferenceMode inference;
    const at::Tensor all = m_impl->trunkOf(crops);
    for (std::size_t i = 0; i < crops.size(); ++i)
        features.impl().crops.push_back(keptOutsideOfLane(all.narrow(0, static_cast<std::int64_t>(i), 1)));
}

} // namespace jackdaw::learning
