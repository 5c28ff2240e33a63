// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/network.h"

namespace jackdaw::onnx {

/// A graph whose weights are learned: it is computed node by node, and what the outputs should rather have been is led
/// back to the weights. Used by one thread at a time.
class Trainable {
public:
    /// For inputs of the shapes \p inputs, with gradients of the weights \p learned, which convolutions must take as
    /// they are. Inputs and outputs with four extents lie in \p order, all others in C order. InvalidInput where the
    /// graph cannot take such inputs or has no such weight, Unsupported where it has operators that are not known. On
    /// LibTorch's \p gpu all values below are that GPU's memory, forward() and backward() queue work there and do not
    /// wait for it, so that they can be part of a graph.
    static Result<Trainable> prepare(const Graph& graph, const std::vector<Shape>& inputs,
                                     const std::vector<std::string>& learned, Order order = Order::Planes,
                                     std::optional<int> gpu = {});
    ~Trainable();
    Trainable(Trainable&&) noexcept;
    Trainable& operator=(Trainable&&) noexcept;

    std::size_t inputCount() const;
    std::size_t outputCount() const;
    const Shape& inputShape(std::size_t index = 0) const;
    const Shape& outputShape(std::size_t index = 0) const;

    /// To be filled before forward().
    std::span<float> input(std::size_t index = 0);
    Status forward();
    /// Of the last forward().
    std::span<const float> output(std::size_t index = 0) const;
    /// Gradients of the learned weights from those of the outputs, which lie as these do. To be called once after each
    /// forward().
    Status backward(const std::vector<std::span<const float>>& gradients);

    /// Learned weights in C order, one after the other as they were named.
    std::size_t weightCount() const;
    const Shape& weightShape(std::size_t index) const;
    /// May be changed between two steps.
    std::span<float> weight(std::size_t index);
    std::span<const float> weight(std::size_t index) const;
    /// Of the last backward().
    std::span<const float> gradient(std::size_t index) const;

private:
    class Impl;
    explicit Trainable(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::onnx
