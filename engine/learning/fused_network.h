// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/picture.h"
#include "engine/learning/student.h"
#include "engine/onnx/precision.h"

#include <memory>
#include <optional>
#include <span>

namespace jackdaw::learning {

/// The network for inference on batches of one size: BatchNorm folded into the convolutions, weights laid out for the
/// kernels once, addition and rectification done by the convolution itself. On the GPU whose lane makes it, or on the
/// CPU, in \p precision there.
class FusedNetwork {
public:
    FusedNetwork(const NetworkWeights& weights, int batch, onnx::Precision precision);
    ~FusedNetwork();

    /// Whether it is where the calling thread works.
    bool isHere() const;

    /// batch x height x width x 3, to be filled by the caller.
    std::span<float> input();
    /// Draws a view as number \p index of the batch, where the network is. For the cache of trunk activations.
    void draw(std::size_t index, const VideoFrame& frame, const PictureMap& map);
    /// Runs on input(). The result, batch x cells x channels, is valid until the next call.
    std::span<const float> run();

    /// What the GPU takes for a run like the last one; see RepeatedWork::durationOnGpu().
    std::optional<Nanoseconds> durationOnGpu(int times);

    class Impl;
    /// For the cache of trunk activations.
    Impl& impl() { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// Activations of the frozen trunk, computed once per picture and used in every epoch.
class ActivationCache {
public:
    ActivationCache();
    ~ActivationCache();
    /// Runs the trunk of \p network on its input and keeps the activations of all pictures of the batch.
    void append(FusedNetwork& network);
    void clear();

    class Impl;
    const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::learning
