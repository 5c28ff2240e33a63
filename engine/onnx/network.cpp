// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/network.h"

#include "engine/onnx/fusion.h"
#include "engine/tensors/lane_tensors.h"

#include <ATen/Parallel.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

namespace jackdaw::onnx {
namespace {

std::vector<Shape> shapesFor(const Graph& graph, const NetworkSettings& settings)
{
    std::vector<Shape> shapes = settings.inputs;
    for (std::size_t i = shapes.size(); settings.inputs.empty() && i < graph.inputs().size(); ++i)
        shapes.push_back(graph.inputs()[i].shape);
    return shapes;
}

void useThreads(int threads)
{
    if (threads > 0 && at::get_num_threads() != threads)
        at::set_num_threads(threads);
}

at::ScalarType scalarType(Precision precision)
{
    return precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
}

Program makeProgram(Trace trace, const NetworkSettings& settings)
{
    const c10::InferenceMode inference;
    if (settings.gpu)
        return gpuProgram(std::move(trace), *settings.gpu);
    if (settings.execution == Execution::Plain)
        return plainProgram(trace);
    return fusedProgram(std::move(trace), scalarType(settings.precision));
}

constexpr auto kPixels = at::MemoryFormat::ChannelsLast;

bool isPicture(std::size_t extents)
{
    return extents == 4;
}

at::Tensor inOrder(const at::Tensor& tensor, Order order)
{
    const bool pixels = order == Order::Pixels && isPicture(static_cast<std::size_t>(tensor.dim()));
    return tensor.contiguous(pixels ? kPixels : at::MemoryFormat::Contiguous);
}

/// Pictures are taken channels last: the fused convolutions work on whole pixels.
at::Tensor arranged(const at::Tensor& input, at::ScalarType type)
{
    const bool picture = isPicture(static_cast<std::size_t>(input.dim()));
    return input.to(type).contiguous(picture ? kPixels : at::MemoryFormat::Contiguous);
}

} // namespace

class Network::Impl {
public:
    Impl(const Trace& trace, const NetworkSettings& settings) :
        m_name(trace.name), m_settings(settings),
        m_program(std::make_shared<const Program>(makeProgram(trace, settings)))
    {
        for (const ValueId id : trace.inputs)
            m_inputShapes.push_back(trace.value(id).shape);
        for (const ValueId id : trace.outputs)
            m_outputShapes.push_back(trace.value(id).shape);
        makeInputs();
    }
    /// Shares what was prepared.
    Impl(const Impl& other) :
        m_name(other.m_name), m_settings(other.m_settings), m_program(other.m_program),
        m_inputShapes(other.m_inputShapes), m_outputShapes(other.m_outputShapes)
    {
        makeInputs();
    }
    Impl& operator=(const Impl&) = delete;

    void makeInputs()
    {
        for (const Shape& shape : m_inputShapes)
            m_inputs.push_back(hostTensor(shape));
        if (!m_settings.gpu)
            return;
        const at::Device place(at::kCUDA, static_cast<c10::DeviceIndex>(*m_settings.gpu));
        for (const at::Tensor& input : m_inputs)
            m_uploaded.push_back(input.to(place));
        for (const Shape& shape : m_outputShapes)
            m_outputs.push_back(hostTensor(shape));
    }

    /// In the settings' order; a GPU copies it directly.
    at::Tensor hostTensor(const Shape& shape) const
    {
        const at::Tensor ordinary = inOrder(at::zeros(shape, at::kFloat), m_settings.order);
        if (!m_settings.gpu)
            return ordinary;
        const auto memory = tensors::hostMemory(ordinary.nbytes());
        return at::from_blob(
                   memory.get(), ordinary.sizes(), ordinary.strides(), [memory](void*) {}, at::kFloat)
            .zero_();
    }

    Status run()
    {
        const c10::InferenceMode inference;
        try {
            useThreads(m_settings.threads);
            if (m_settings.gpu)
                m_onGpu.run();
            else
                runOnCpu();
            return {};
        } catch (const std::exception& error) {
            return fail(ErrorCode::Internal, "The network '" + m_name + "' failed while it ran.", {}, error.what());
        }
    }

    void runOnCpu()
    {
        Tensors inputs;
        for (const at::Tensor& input : m_inputs)
            inputs.push_back(
                m_settings.execution == Execution::Plain ? input : arranged(input, scalarType(m_settings.precision)));
        m_outputs = m_program->run(inputs);
        for (at::Tensor& output : m_outputs)
            output = inOrder(output.to(at::kFloat), m_settings.order);
    }

    void runOnGpu()
    {
        const c10::InferenceMode inference;
        Tensors inputs;
        for (std::size_t i = 0; i < m_inputs.size(); ++i)
            inputs.push_back(arranged(m_uploaded[i].copy_(m_inputs[i], true), at::kFloat));
        const Tensors outputs = m_program->run(inputs);
        for (std::size_t i = 0; i < outputs.size(); ++i)
            m_outputs[i].copy_(inOrder(outputs[i].to(at::kFloat), m_settings.order), true);
    }

    std::string m_name;
    NetworkSettings m_settings;
    std::shared_ptr<const Program> m_program;
    Tensors m_inputs;
    Tensors m_uploaded; ///< the same on the GPU
    Tensors m_outputs;
    std::vector<Shape> m_inputShapes;
    std::vector<Shape> m_outputShapes;
    tensors::RepeatedWork m_onGpu{[this] { runOnGpu(); }, m_settings.gpu};
};

Result<Network> Network::prepare(const Graph& graph, const NetworkSettings& settings)
{
    try {
        useThreads(settings.threads);
        auto trace = traceGraph(graph, shapesFor(graph, settings));
        if (!trace)
            return tl::unexpected(trace.error());
        Network network(std::make_unique<Impl>(*trace, settings));
        // The first run also makes oneDNN's code.
        if (auto ran = network.run(); !ran)
            return tl::unexpected(ran.error());
        return network;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The network '" + graph.name() + "' cannot be prepared.", {}, error.what());
    }
}

Network::Network(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

Network Network::clone() const
{
    return Network(std::make_unique<Impl>(*m_impl));
}

std::size_t Network::inputCount() const
{
    return m_impl->m_inputs.size();
}

std::size_t Network::outputCount() const
{
    return m_impl->m_outputShapes.size();
}

const Shape& Network::inputShape(std::size_t index) const
{
    return m_impl->m_inputShapes.at(index);
}

const Shape& Network::outputShape(std::size_t index) const
{
    return m_impl->m_outputShapes.at(index);
}

std::span<float> Network::input(std::size_t index)
{
    const at::Tensor& input = m_impl->m_inputs.at(index);
    return {input.data_ptr<float>(), static_cast<std::size_t>(input.numel())};
}

Status Network::run()
{
    return m_impl->run();
}

std::span<const float> Network::output(std::size_t index) const
{
    const at::Tensor& output = m_impl->m_outputs.at(index);
    return {output.const_data_ptr<float>(), static_cast<std::size_t>(output.numel())};
}

} // namespace jackdaw::onnx
