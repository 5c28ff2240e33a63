// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/network.h"

#include "engine/onnx/fusion.h"
#include "engine/tensors/failure.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>

#include <ATen/Parallel.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>
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

at::Device placeOf(const NetworkSettings& settings)
{
    return settings.gpu ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*settings.gpu)) : at::Device(at::kCPU);
}

bool isAsOnGpu(const NetworkSettings& settings)
{
    return settings.gpu || settings.execution == Execution::AsOnGpu;
}

Program makeProgram(Trace trace, const NetworkSettings& settings)
{
    const c10::InferenceMode inference;
    if (isAsOnGpu(settings))
        return gpuProgram(std::move(trace), placeOf(settings), settings.gpuWay);
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
    return inOrder(input.to(type), Order::Pixels);
}

/// A host's tensor and what it is copied to.
struct Pair {
    at::Tensor host;
    at::Tensor there;
    at::Tensor upload() { return there.copy_(host, true); }
};

/// Bytes of pictures, and how they become values.
class BytePictures {
public:
    BytePictures(const at::Tensor& host, const ByteScale& scale, at::Device place) :
        m_scale(scale), m_bytes{host, host.to(place, false, true)}, m_mean(at::tensor(scale.mean).to(place)),
        m_deviation(at::tensor(scale.deviation).to(place))
    {
    }

    std::span<std::uint8_t> bytes()
    {
        return {m_bytes.host.data_ptr<std::uint8_t>(), static_cast<std::size_t>(m_bytes.host.numel())};
    }

    const ByteScale& scale() const { return m_scale; }

    /// Pictures x channels x height x width, at the place.
    at::Tensor values()
    {
        const at::Tensor bytes = m_bytes.upload();
        const at::Tensor values = (m_scale.isReversed ? bytes.flip({3}) : bytes).to(at::kFloat);
        return values.sub_(m_mean).div_(m_deviation).permute({0, 3, 1, 2});
    }

private:
    ByteScale m_scale;
    Pair m_bytes;
    at::Tensor m_mean;
    at::Tensor m_deviation;
};

} // namespace

class Network::Impl {
public:
    Impl(const Trace& trace, const NetworkSettings& settings) : m_name(trace.name), m_settings(settings)
    {
        tensors::outsideOfLane(
            [&] { m_programs.push_back(std::make_shared<const Program>(makeProgram(trace, settings))); });
        for (const ValueId id : trace.inputs)
            m_inputShapes.push_back(trace.value(id).shape);
        for (const ValueId id : trace.outputs)
            m_outputShapes.push_back(trace.value(id).shape);
        makeInputs();
    }
    /// Shares what was prepared.
    Impl(const Impl& other) :
        m_name(other.m_name), m_settings(other.m_settings), m_programs(other.m_programs),
        m_inputShapes(other.m_inputShapes), m_outputShapes(other.m_outputShapes)
    {
        makeInputs();
        if (other.m_bytes)
            takeBytes(other.m_bytes->scale());
    }
    Impl& operator=(const Impl&) = delete;
    /// \p next takes what \p first gives.
    Impl(const Impl& first, const Impl& next) :
        m_name(first.m_name), m_settings(first.m_settings), m_programs(first.m_programs),
        m_inputShapes(first.m_inputShapes), m_outputShapes(next.m_outputShapes)
    {
        m_programs.insert(m_programs.end(), next.m_programs.begin(), next.m_programs.end());
        makeInputs();
    }

    void makeInputs()
    {
        for (const Shape& shape : m_inputShapes)
            m_inputs.push_back(hostTensor(inOrder(at::zeros(shape, at::kFloat), m_settings.order)));
        if (!isAsOnGpu(m_settings))
            return;
        tensors::outsideOfLane([&] {
            for (const at::Tensor& input : m_inputs)
                m_uploaded.push_back(input.to(placeOf(m_settings), false, true));
            for (const Shape& shape : m_outputShapes) {
                const at::Tensor output = inOrder(at::zeros(shape, at::kFloat), m_settings.order);
                m_outputs.push_back(m_settings.resultsStay ? output.to(placeOf(m_settings)) : hostTensor(output));
            }
        });
    }

    void takeBytes(const ByteScale& scale)
    {
        const Shape& shape = m_inputShapes.front();
        const at::Tensor host = hostTensor(at::zeros({shape[0], shape[2], shape[3], shape[1]}, at::kByte));
        tensors::outsideOfLane([&] { m_bytes.emplace(host, scale, placeOf(m_settings)); });
        m_onGpu.forget();
    }

    /// Like \p ordinary; a GPU copies it directly.
    at::Tensor hostTensor(const at::Tensor& ordinary) const
    {
        if (!m_settings.gpu)
            return ordinary;
        const auto memory = tensors::hostMemory(ordinary.nbytes());
        return at::from_blob(
                   memory.get(), ordinary.sizes(), ordinary.strides(), [memory](void*) {}, ordinary.options())
            .zero_();
    }

    Status run()
    {
        return guarded([this] {
            if (isAsOnGpu(m_settings))
                m_onGpu.run();
            else
                runOnCpu();
        });
    }

    Status guarded(const std::function<void()>& work) const { return guarded(work, m_name); }

    /// \p names: of all that work.
    Status guarded(const std::function<void()>& work, const std::string& names) const
    {
        const c10::InferenceMode inference;
        try {
            useThreads(m_settings.threads);
            work();
            return {};
        } catch (const std::exception& error) {
            const std::string network = "The network '" + names + "'";
            return tl::unexpected(
                tensors::errorOf(error, network, {ErrorCode::Internal, network + " failed while it ran.", {}, {}}));
        }
    }

    Status runTo(double part)
    {
        return guarded([this, part] {
            if (part <= 0.0)
                m_begun.reset();
            if (isAsOnGpu(m_settings) || part <= 0.0)
                return;
            if (!m_begun)
                m_begun = begin();
            m_begun->goOn(std::min(part, 1.0));
        });
    }

    ProgramRun begin()
    {
        if (m_bytes)
            m_inputs.front().copy_(m_bytes->values());
        Tensors inputs;
        for (const at::Tensor& input : m_inputs)
            inputs.push_back(
                m_settings.execution == Execution::Plain ? input : arranged(input, scalarType(m_settings.precision)));
        return {*m_programs.front(), inputs};
    }

    void runOnCpu()
    {
        ProgramRun first = m_begun ? *std::exchange(m_begun, std::nullopt) : begin();
        first.goOn(1.0);
        m_outputs = runFurther(first.outputs(), [this](const at::Tensor& between) {
            return m_settings.execution == Execution::Plain ? inOrder(between, m_settings.order)
                                                            : arranged(between, scalarType(m_settings.precision));
        });
        for (at::Tensor& output : m_outputs)
            output = inOrder(output.to(at::kFloat), m_settings.order);
    }

    /// Each takes what the one before it gave, as \p handOver makes it; \p values are the first one's.
    template <class HandOver>
    Tensors runFurther(Tensors values, HandOver handOver) const
    {
        for (std::size_t i = 1; i < m_programs.size(); ++i) {
            for (at::Tensor& value : values)
                value = handOver(value);
            values = m_programs[i]->run(values);
        }
        return values;
    }

    /// From the host's inputs to the host's outputs, in what never changes: it becomes a graph.
    void runAsOnGpu()
    {
        const c10::InferenceMode inference;
        Tensors inputs;
        for (std::size_t i = 0; i < m_inputs.size(); ++i) {
            const at::Tensor values = i == 0 && m_bytes ? m_bytes->values() : m_uploaded[i].copy_(m_inputs[i], true);
            inputs.push_back(inOrder(values.to(typeOf(m_settings.gpuWay.precision)), m_settings.gpuWay.values));
        }
        const Tensors outputs = runFurther(m_programs.front()->run(inputs), [this](const at::Tensor& between) {
            return inOrder(between, m_settings.gpuWay.values);
        });
        for (std::size_t i = 0; i < outputs.size(); ++i)
            m_outputs[i].copy_(inOrder(outputs[i].to(at::kFloat), m_settings.order), true);
    }

    std::string m_name;
    NetworkSettings m_settings;
    std::vector<std::shared_ptr<const Program>> m_programs; ///< one after the other
    Tensors m_inputs;
    Tensors m_uploaded; ///< the same on the GPU
    std::optional<BytePictures> m_bytes; ///< instead of the first input
    std::optional<ProgramRun> m_begun; ///< by runTo()
    Tensors m_outputs;
    std::vector<Shape> m_inputShapes;
    std::vector<Shape> m_outputShapes;
    tensors::RepeatedWork m_onGpu{[this] { runAsOnGpu(); }, m_settings.gpu};
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
        const std::string network = "The network '" + graph.name() + "'";
        return tl::unexpected(
            tensors::errorOf(error, network, {ErrorCode::Internal, network + " cannot be prepared.", {}, {}}));
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

Network Network::followedBy(const Network& next) const
{
    return Network(std::make_unique<Impl>(*m_impl, *next.m_impl));
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

void Network::takeBytes(const ByteScale& scale)
{
    m_impl->takeBytes(scale);
}

std::span<std::uint8_t> Network::bytes()
{
    return m_impl->m_bytes ? m_impl->m_bytes->bytes() : std::span<std::uint8_t>();
}

Status Network::run()
{
    return m_impl->run();
}

Status Network::runTo(double part)
{
    return m_impl->runTo(part);
}

std::span<const float> Network::output(std::size_t index) const
{
    const at::Tensor& output = m_impl->m_outputs.at(index);
    return {output.const_data_ptr<float>(), static_cast<std::size_t>(output.numel())};
}

class SideBySide::Impl {
public:
    explicit Impl(std::vector<Network::Impl*> networks) :
        m_networks(std::move(networks)), m_work(worksOf(m_networks), m_networks.front()->m_settings.gpu)
    {
        for (const Network::Impl* const network : m_networks)
            m_names += (m_names.empty() ? "" : "' or '") + network->m_name;
    }

    Status run()
    {
        return m_networks.front()->guarded([this] { m_work.run(); }, m_names);
    }

private:
    static std::vector<tensors::TensorWork> worksOf(const std::vector<Network::Impl*>& networks)
    {
        std::vector<tensors::TensorWork> works;
        for (Network::Impl* const network : networks)
            works.emplace_back([network] { network->runAsOnGpu(); });
        return works;
    }

    std::vector<Network::Impl*> m_networks;
    std::string m_names;
    tensors::RepeatedWork m_work;
};

SideBySide::SideBySide(const std::vector<Network*>& networks)
{
    std::vector<Network::Impl*> impls;
    for (Network* const network : networks)
        impls.push_back(network->m_impl.get());
    m_impl = std::make_unique<Impl>(std::move(impls));
}

SideBySide::~SideBySide() = default;
SideBySide::SideBySide(SideBySide&&) noexcept = default;
SideBySide& SideBySide::operator=(SideBySide&&) noexcept = default;

Status SideBySide::run()
{
    return m_impl->run();
}

} // namespace jackdaw::onnx
