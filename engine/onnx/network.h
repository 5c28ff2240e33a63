// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/gpu_way.h"
#include "engine/onnx/graph.h"
#include "engine/onnx/precision.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::onnx {

enum class Execution {
    Fused, ///< in few steps, with weights in the order that suits the processor
    Plain, ///< node by node: what the fused way is compared with
    AsOnGpu, ///< in a GPU's steps, without one: what these are tested by
};

/// How a byte of a picture becomes a value of an input, by channel: (byte - mean) / deviation.
struct ByteScale {
    std::array<float, 3> mean{};
    std::array<float, 3> deviation{1.0F, 1.0F, 1.0F};
    bool isReversed = false; ///< the picture's last channel is the input's first
};

struct NetworkSettings {
    std::vector<Shape> inputs; ///< empty: the shapes that the file declares
    Precision precision = Precision::Float32; ///< of the fused way
    Execution execution = Execution::Fused;
    Order order = Order::Planes; ///< of inputs and outputs with four extents
    std::optional<int> gpu; ///< LibTorch's number of the GPU that runs it, fused, in the way below; none: the CPU
    GpuWay gpuWay;
    bool resultsStay = false; ///< on the GPU: output() is its memory
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
    /// One that gives what \p next makes of this one's outputs, which are its inputs; it shares what was prepared of
    /// both. They have the same settings but for their inputs.
    Network followedBy(const Network& next) const;

    std::size_t inputCount() const;
    std::size_t outputCount() const;
    const Shape& inputShape(std::size_t index = 0) const;
    const Shape& outputShape(std::size_t index = 0) const;

    /// To be filled before run(), in the settings' order; it keeps what is in it.
    std::span<float> input(std::size_t index = 0);
    /// From now on the first input, which must be pictures of three channels, is filled as bytes instead of values. The
    /// values are the same to the bit; a GPU is sent a quarter, and computes them.
    void takeBytes(const ByteScale& scale);
    /// Pixel by pixel, three each; empty before takeBytes().
    std::span<std::uint8_t> bytes();
    Status run();
    /// Runs up to \p part of all steps (0 to 1), for run() to go on from there; 0: from the beginning. A GPU, and
    /// networks that follow one another, leave all to run().
    Status runTo(double part);
    /// Of the last run(), in the settings' order; valid until the next.
    std::span<const float> output(std::size_t index = 0) const;

private:
    friend class SideBySide;
    class Impl;
    explicit Network(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

/// Networks of one GPU (or that run as on one) that are run at once: in a lane they are branches of one graph. They
/// outlive it.
class SideBySide {
public:
    explicit SideBySide(const std::vector<Network*>& networks);
    ~SideBySide();
    SideBySide(SideBySide&&) noexcept;
    SideBySide& operator=(SideBySide&&) noexcept;

    /// Runs each of them, as Network::run() does.
    Status run();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::onnx
