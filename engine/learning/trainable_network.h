// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/fused_network.h"
#include "engine/learning/step_way.h"
#include "engine/learning/student.h"
#include "engine/learning/targets.h"
#include "engine/learning/training_run.h"
#include "engine/onnx/precision.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// The network with gradients, BatchNorm in training mode, and its optimiser. On the GPU whose lane makes it, or on the
/// CPU, in \p precision there.
class TrainableNetwork {
public:
    TrainableNetwork(const NetworkWeights& start, TrainedLayers layers, int batch, onnx::Precision precision,
                     StepWay way = StepWay::OfPlace);
    ~TrainableNetwork();

    /// batch x height x width x 3, to be filled by the caller; on the CPU alone.
    std::span<float> input();
    /// Draws a view as number \p index of the batch, where the network is.
    void draw(std::size_t index, const VideoFrame& frame, const PictureMap& map);
    /// One step of the whole network on input(). Returns the loss; where it is not finite nothing is changed.
    double step(const std::vector<const Targets*>& targets, double learningRate);
    /// One step of the upper part on \p indices of the trunk's cached activations.
    double step(const ActivationCache& cache, std::span<const std::uint32_t> indices,
                const std::vector<const Targets*>& targets, double learningRate);

    /// What the GPU takes for a step like the last one; see RepeatedWork::durationOnGpu().
    std::optional<Nanoseconds> durationOnGpu(int times);

    std::shared_ptr<const NetworkWeights> snapshot() const;

    class Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::learning
