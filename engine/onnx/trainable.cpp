// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/trainable.h"

#include "engine/onnx/program.h"
#include "engine/tensors/failure.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <map>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

namespace jackdaw::onnx {
namespace {

/// What a trace computes cannot be differentiated; a copy can.
void makeOrdinary(Trace& trace)
{
    for (Value& value : trace.values)
        if (value.isConstant())
            value.constant = value.constant.clone();
}

/// The value of \p weight, which a convolution takes as it is: nothing that was computed from it is left over.
std::optional<ValueId> learnedValue(const Trace& trace, const std::string& weight)
{
    const auto id = trace.ids.find(weight);
    if (id == trace.ids.end())
        return std::nullopt;
    const auto takes = [&](const TracedNode& node) {
        return node.node.type == "Conv"
            && std::find(node.inputs.begin(), node.inputs.end(), id->second) != node.inputs.end();
    };
    const bool isTaken = std::any_of(trace.nodes.begin(), trace.nodes.end(), takes);
    return isTaken ? std::optional(id->second) : std::nullopt;
}

/// Constants that are data go to \p place; those that say how to compute are read by the host.
void moveConstants(Trace& trace, at::Device place)
{
    std::map<ValueId, ValueId> moved;
    const auto movedTo = [&](ValueId id) {
        const auto known = moved.find(id);
        if (known != moved.end())
            return known->second;
        return moved.emplace(id, trace.addConstant(trace.value(id).constant.to(place))).first->second;
    };
    for (TracedNode& node : trace.nodes) {
        const std::size_t data = std::min(node.inputs.size(), findOperator(node.node)->firstParameter);
        for (std::size_t i = 0; i < data; ++i)
            if (node.inputs[i] >= 0 && trace.value(node.inputs[i]).isConstant())
                node.inputs[i] = movedTo(node.inputs[i]);
    }
    for (auto& [name, id] : trace.ids)
        if (const auto known = moved.find(id); known != moved.end())
            id = known->second;
}

std::span<float> valuesOf(const at::Tensor& tensor)
{
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

} // namespace

class Trainable::Impl {
public:
    Impl(const Trace& trace, const std::vector<ValueId>& learned, Order order, at::Device place) :
        m_name(trace.name), m_order(order), m_place(place), m_program(plainProgram(trace))
    {
        for (const ValueId id : trace.inputs) {
            m_inputShapes.push_back(trace.value(id).shape);
            const at::Tensor zeros = at::zeros(m_inputShapes.back(), at::TensorOptions(at::kFloat).device(place));
            m_inputs.push_back(zeros.contiguous(orderOf(m_inputShapes.back())));
        }
        for (const ValueId id : trace.outputs)
            m_outputShapes.push_back(trace.value(id).shape);
        for (const ValueId id : learned) {
            m_weightShapes.push_back(trace.value(id).shape);
            m_weights.push_back(trace.value(id).constant);
        }
    }

    Status forward()
    {
        return guarded([&] {
            m_outputs = m_program.run(m_inputs);
            m_values.clear();
            for (const at::Tensor& output : m_outputs)
                m_values.push_back(output.detach().contiguous(orderOf(shapeOf(output))));
        });
    }

    Status backward(const std::vector<std::span<const float>>& gradients)
    {
        return guarded([&] {
            Tensors given;
            for (std::size_t i = 0; i < m_outputs.size(); ++i) {
                if (gradients[i].size() != static_cast<std::size_t>(m_outputs[i].numel()))
                    throw OperatorError("the gradient of output " + std::to_string(i) + " has another size");
                given.push_back(gradientOf(m_values[i], gradients[i]));
            }
            for (at::Tensor& weight : m_weights)
                weight.mutable_grad().reset();
            torch::autograd::backward(m_outputs, given);
            m_outputs.clear();
            m_gradients.clear();
            for (const at::Tensor& weight : m_weights)
                m_gradients.push_back(weight.grad().defined() ? weight.grad().contiguous() : at::zeros_like(weight));
        });
    }

    /// As the values of the output \p lying lie; ATen has no read-only view of foreign memory.
    at::Tensor gradientOf(const at::Tensor& lying, std::span<const float> values) const
    {
        const auto options = at::TensorOptions(at::kFloat).device(m_place);
        return at::from_blob(
                   const_cast<float*>(values.data()), lying.sizes(), lying.strides(), [](void*) {}, options, m_place)
            .clone();
    }

    at::MemoryFormat orderOf(const Shape& shape) const
    {
        const bool pixels = m_order == Order::Pixels && shape.size() == 4;
        return pixels ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    }

    template <class Function>
    Status guarded(Function function)
    {
        try {
            function();
            return {};
        } catch (const std::exception& error) {
            const std::string network = "The network '" + m_name + "'";
            return tl::unexpected(tensors::errorOf(
                error, network, {ErrorCode::Internal, network + " failed while it was trained.", {}, {}}));
        }
    }

    std::string m_name;
    Order m_order;
    at::Device m_place;
    Program m_program;
    Tensors m_inputs;
    Tensors m_outputs; ///< as they hang together with the weights
    Tensors m_values; ///< of the outputs
    Tensors m_weights;
    Tensors m_gradients;
    std::vector<Shape> m_inputShapes;
    std::vector<Shape> m_outputShapes;
    std::vector<Shape> m_weightShapes;
};

Result<Trainable> Trainable::prepare(const Graph& graph, const std::vector<Shape>& inputs,
                                     const std::vector<std::string>& learned, Order order, std::optional<int> gpu)
{
    auto trace = traceGraph(graph, inputs);
    if (!trace)
        return tl::unexpected(trace.error());
    const at::Device place = gpu ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*gpu)) : at::Device(at::kCPU);
    makeOrdinary(*trace);
    if (gpu)
        tensors::outsideOfLane([&] { moveConstants(*trace, place); });
    std::vector<ValueId> ids;
    for (const std::string& name : learned) {
        const auto id = learnedValue(*trace, name);
        if (!id)
            return fail(ErrorCode::InvalidInput,
                        "The network '" + graph.name() + "' has no convolution that takes the weight '" + name
                            + "' as it is.");
        trace->values[static_cast<std::size_t>(*id)].constant.requires_grad_(true);
        ids.push_back(*id);
    }
    std::unique_ptr<Impl> impl;
    tensors::outsideOfLane([&] { impl = std::make_unique<Impl>(*trace, ids, order, place); });
    return Trainable(std::move(impl));
}

Trainable::Trainable(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

Trainable::~Trainable() = default;
Trainable::Trainable(Trainable&&) noexcept = default;
Trainable& Trainable::operator=(Trainable&&) noexcept = default;

std::size_t Trainable::inputCount() const
{
    return m_impl->m_inputs.size();
}

std::size_t Trainable::outputCount() const
{
    return m_impl->m_outputShapes.size();
}

const Shape& Trainable::inputShape(std::size_t index) const
{
    return m_impl->m_inputShapes.at(index);
}

const Shape& Trainable::outputShape(std::size_t index) const
{
    return m_impl->m_outputShapes.at(index);
}

std::span<float> Trainable::input(std::size_t index)
{
    return valuesOf(m_impl->m_inputs.at(index));
}

Status Trainable::forward()
{
    return m_impl->forward();
}

std::span<const float> Trainable::output(std::size_t index) const
{
    return valuesOf(m_impl->m_values.at(index));
}

Status Trainable::backward(const std::vector<std::span<const float>>& gradients)
{
    return m_impl->backward(gradients);
}

std::size_t Trainable::weightCount() const
{
    return m_impl->m_weights.size();
}

const Shape& Trainable::weightShape(std::size_t index) const
{
    return m_impl->m_weightShapes.at(index);
}

std::span<float> Trainable::weight(std::size_t index)
{
    return valuesOf(m_impl->m_weights.at(index));
}

std::span<const float> Trainable::weight(std::size_t index) const
{
    return valuesOf(m_impl->m_weights.at(index));
}

std::span<const float> Trainable::gradient(std::size_t index) const
{
    return valuesOf(m_impl->m_gradients.at(index));
}

} // namespace jackdaw::onnx
