// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"
#include "engine/onnx/precision.h"

#include <optional>

namespace jackdaw::onnx {

enum class Execution {
    Fused, ///< in few steps, with weights in the order that suits the processor
    Plain, ///< node by node: what the fused way is compared with
};

/// How the values of a picture lie in an input.
enum class Order {
    Planes, ///< channel by channel, as ONNX says
    Pixels, ///< pixel by pixel: what the fused way works on, so that nothing is turned round
};

struct NetworkSettings {
    std::vector<Shape> inputs; ///< empty: the shapes that the file declares
    Precision precision = Precision::Float32; ///< of the fused way
    Execution execution = Execution::Fused;
    Order order = Order::Planes; ///< of inputs and outputs with four extents
    std::optional<int> gpu; ///< LibTorch's number of the GPU that runs it, fused and in 32 bits; none: the CPU
    int threads = 0; ///< that a run uses; 0: as many as the calling thread has set for tensor work
};

/// A graph that is ready to compute, at one size of its inputs. It may be prepared on one thread and run on
/// another, by one at a time; any number of them may run side by side. With the same number of threads, the same inputs
/// give the same bits.
class Network {
public:
    /// InvalidInput where the graph cannot take such inputs, Unsupported where it has operators that are not known.
    static Result<Network> prepare(const Graph& graph, const NetworkSettings& settings = {});
    ~Network();
    Network(Network&&) noexcept;
    Network& operator=(Network&&) noexcept;

    /// Another one that shares what was prepared and has inputs and outputs of its own.
    Network clone() const;

    std::size_t inputCount() const;
    std::size_t outputCount() const;
    const Shape& inputShape(std::size_t index = 0) const;
    const Shape& outputShape(std::size_t index = 0) const;

    /// To be filled before run(), in the settings' order; it keeps what is in it.
    std::span<float> input(std::size_t index = 0);
    Status run();
    /// Of the last run(), in the settings' order; valid until the next.
    std::span<const float> output(std::size_t index = 0) const;

private:
    class Impl;
    explicit Network(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::onnx
