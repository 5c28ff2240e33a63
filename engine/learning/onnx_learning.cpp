// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_learning_impl.h"

#include "engine/learning/guarded.h"
#include "engine/learning/units_impl.h"

#include <cmath>
#include <limits>
#include <utility>

namespace jackdaw::learning {
namespace {

/// Lower raw scores never become statements.
constexpr float kLeastScore = 0.02F;

std::vector<std::span<const float>> spansOf(const std::vector<at::Tensor>& tensors)
{
    std::vector<std::span<const float>> spans;
    for (const at::Tensor& tensor : tensors)
        spans.emplace_back(valuesOf(tensor));
    return spans;
}

at::Device placeOf(std::optional<int> gpu)
{
    return gpu ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*gpu)) : at::Device(at::kCPU);
}

} // namespace

Learning::Learning(const OnnxDetectorPlan& plan, std::shared_ptr<const OnnxWeights> start, onnx::Trainable trainable,
                   std::vector<std::string> names, std::optional<int> gpu, StepWay way) :
    m_plan(plan),
    m_start(std::move(start)), m_trainable(std::move(trainable)), m_names(std::move(names)), m_place(placeOf(gpu))
{
    tensors::outsideOfLane([&] {
        for (std::size_t i = 0; i < m_trainable.weightCount(); ++i) {
            at::Tensor tensor = there(m_trainable.weight(i));
            tensor.requires_grad_(true);
            m_weights.push_back(tensor);
            m_optimiser.add(tensor, m_trainable.weightShape(i).size() > 1);
        }
        if (gpu || way != StepWay::OfPlace)
            makeByTensors();
        if (const auto kernels = StepKernels::forSteps(way, m_place))
            m_views.emplace(m_place, *kernels, pixelStyle(plan.format));
    });
}

void Learning::makeByTensors()
{
    const auto gpu = m_place.is_cuda() ? std::optional<int>(m_place.index()) : std::nullopt;
    const auto pictures = static_cast<std::size_t>(m_trainable.inputShape().front());
    const at::Tensor hostRate = hostTensor({}, m_place);
    std::vector<at::Tensor> outputs;
    for (std::size_t i = 0; i < m_trainable.outputCount(); ++i)
        outputs.push_back(hostTensor({onnx::elementCount(m_trainable.outputShape(i)).value_or(0)}, m_place));
    m_byTensors.reset(new ByTensors{m_plan.head->tensorLoss(pictures, gpu),
                                    {},
                                    hostRate,
                                    hostRate.to(m_place, false, true),
                                    hostTensor({}, m_place),
                                    std::move(outputs),
                                    tensors::RepeatedWork([this] { doStep(); }, gpu),
                                    tensors::RepeatedWork([this] { doLook(); }, gpu)});
}

void Learning::draw(std::span<const View> views)
{
    if (!m_views)
        return drawViews(views, m_plan, hostInput());
    for (std::size_t i = 0; i < views.size(); ++i)
        m_views->add(i, views[i].frame->picture, views[i].map);
    const auto count = static_cast<std::int64_t>(views.size());
    m_views->drawAll(there(m_trainable.input()).view({count, m_plan.size.height, m_plan.size.width, 3}));
}

/// Where the host draws pictures.
std::span<float> Learning::hostInput()
{
    if (!m_byTensors)
        return m_trainable.input();
    at::Tensor& pictures = m_byTensors->hostPictures;
    if (!pictures.defined())
        pictures = hostTensor({static_cast<std::int64_t>(m_trainable.input().size())}, m_place);
    return valuesOf(pictures);
}

at::Tensor Learning::there(std::span<const float> values) const
{
    // ATen has no read-only view of foreign memory.
    return at::from_blob(
        const_cast<float*>(values.data()), {static_cast<std::int64_t>(values.size())}, [](void*) {},
        at::TensorOptions(at::kFloat).device(m_place), m_place);
}

Result<double> Learning::step(std::span<const vision::FrameLabels> labels, double learningRate)
{
    return m_byTensors ? stepByTensors(labels, learningRate) : stepByLoop(labels, learningRate);
}

Result<double> Learning::stepByLoop(std::span<const vision::FrameLabels> labels, double learningRate)
{
    if (auto ran = m_trainable.forward(); !ran)
        return tl::unexpected(ran.error());
    std::vector<std::vector<float>> gradients;
    for (const std::span<const float> output : outputs())
        gradients.emplace_back(output.size());
    const std::vector<std::span<float>> slopes(gradients.begin(), gradients.end());
    const double loss = m_plan.head->loss(outputs(), labels, slopes);
    if (!std::isfinite(loss))
        return loss;
    if (auto led = m_trainable.backward({gradients.begin(), gradients.end()}); !led)
        return tl::unexpected(led.error());
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        // The optimiser scales gradients in place: it gets copies.
        m_weights[i].mutable_grad() = there(m_trainable.gradient(i)).clone();
    return m_optimiser.step(learningRate) ? loss : std::numeric_limits<double>::quiet_NaN();
}

Result<double> Learning::stepByTensors(std::span<const vision::FrameLabels> labels, double learningRate)
{
    return guarded("A step of a retraining", [&]() -> Result<double> {
        if (m_byTensors->loss->set(labels) == TensorLoss::Room::New)
            m_byTensors->step.forget();
        m_byTensors->hostRate.fill_(learningRate);
        m_byTensors->step.run();
        return double{m_byTensors->hostValue.item<float>()};
    });
}

void Learning::doStep()
{
    m_optimiser.dropGradients(); // of a step that broke off
    bringPictures();
    tensors::orThrow(m_trainable.forward());
    std::vector<at::Tensor> outputs;
    for (const std::span<const float> output : this->outputs())
        outputs.push_back(there(output).reshape({m_trainable.inputShape().front(), -1}));
    auto [loss, gradients] = m_byTensors->loss->of(outputs);
    for (at::Tensor& gradient : gradients)
        gradient = gradient.contiguous();
    tensors::orThrow(m_trainable.backward(spansOf(gradients)));
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        m_weights[i].mutable_grad() = there(m_trainable.gradient(i));
    m_optimiser.step(m_byTensors->rate.copy_(m_byTensors->hostRate, true), loss);
    m_byTensors->hostValue.copy_(loss, true);
}

Result<std::vector<std::vector<Detection>>> Learning::look(std::size_t pictures)
{
    const Status looked =
        m_byTensors ? guarded("A look at what is learned", [&] { m_byTensors->look.run(); }) : m_trainable.forward();
    if (!looked)
        return tl::unexpected(looked.error());
    const auto seen = m_byTensors ? spansOf(m_byTensors->hostOutputs) : outputs();
    std::vector<std::vector<Detection>> found;
    for (std::size_t picture = 0; picture < pictures; ++picture)
        found.push_back(m_plan.head->objects(outputsOf(seen, picture, pictures), kLeastScore));
    return found;
}

void Learning::doLook()
{
    const at::NoGradGuard noGradient;
    bringPictures();
    tensors::orThrow(m_trainable.forward());
    const auto given = outputs();
    for (std::size_t i = 0; i < given.size(); ++i)
        m_byTensors->hostOutputs[i].copy_(there(given[i]), true);
}

/// Where pictures are drawn by the host; features are there already.
void Learning::bringPictures()
{
    if (m_byTensors->hostPictures.defined())
        there(m_trainable.input()).copy_(m_byTensors->hostPictures, true);
}

std::shared_ptr<const Weights> Learning::snapshot(float threshold) const
{
    std::map<std::string, onnx::Tensor> own = m_start->own();
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const at::Tensor here = m_weights[i].detach().to(at::kCPU);
        const std::span<const float> values = valuesOf(here);
        own[m_names[i]] = {m_trainable.weightShape(i), std::vector<float>(values.begin(), values.end())};
    }
    return std::make_shared<const OnnxWeights>(m_start->base(), std::move(own), threshold);
}

std::vector<std::span<const float>> Learning::outputs() const
{
    std::vector<std::span<const float>> outputs;
    for (std::size_t i = 0; i < m_trainable.outputCount(); ++i)
        outputs.push_back(m_trainable.output(i));
    return outputs;
}

} // namespace jackdaw::learning
