// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/network_check/topology.h"

#include <optional>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::check {

/// How a unit is computed; what differs between training and inference.
class UnitRunner {
public:
    virtual ~UnitRunner() = default;
    /// Unit number \p unit, plus \p addend if there is one, rectified if \p isRectified.
    virtual at::Tensor run(std::size_t unit, const at::Tensor& input, bool isRectified, const at::Tensor* addend) = 0;
};

/// A network for inference in bf16, with BatchNorm folded away and all weights in one flat buffer.
class InferenceNetwork final : public UnitRunner {
public:
    /// With random weights of \p seed, for \p batch random pictures.
    InferenceNetwork(const Topology& topology, std::int64_t batch, at::Device device, std::uint64_t seed);

    /// Computes the output anew from the pictures.
    void infer();
    const at::Tensor& output() const { return m_output; }

    at::Tensor run(std::size_t unit, const at::Tensor& input, bool isRectified, const at::Tensor* addend) override;

private:
    const Topology& m_topology;
    at::Tensor m_flat;
    at::Tensor m_pictures;
    at::Tensor m_output;
    std::vector<bool> m_isUnfused; ///< units that no engine computes in one
};

/// A network in training: weights in bf16 in one flat buffer, beside the fp32 ones that the optimiser changes.
/// Everything that a step reads and writes stays where it is, so that a step can be a graph.
class TrainingNetwork final : public UnitRunner {
public:
    TrainingNetwork(const Topology& topology, std::int64_t batch, at::Device device, std::uint64_t seed);

    /// Forward, loss, backward and the optimiser's step, on the same random pictures each time.
    void step();
    const at::Tensor& parameters() const { return m_parameters; }

    at::Tensor run(std::size_t unit, const at::Tensor& input, bool isRectified, const at::Tensor* addend) override;

private:
    struct Leaf {
        at::Tensor values;
        at::Tensor gradient; ///< part of m_gradient
    };

    void makeLeaves();
    void makeTargets(std::int64_t batch, at::Device device, std::uint64_t seed);
    at::Tensor loss();

    const Topology& m_topology;
    at::Tensor m_parameters; ///< fp32
    at::Tensor m_rounded; ///< the same in bf16
    at::Tensor m_gradient;
    at::Tensor m_momentum;
    at::Tensor m_learningRate;
    at::Tensor m_statistics;
    at::Tensor m_pictures;
    at::Tensor m_targets;
    std::vector<Leaf> m_leaves;
    std::vector<std::size_t> m_weightLeaves; ///< by unit
    std::vector<std::size_t> m_scaleLeaves;
    std::vector<std::size_t> m_shiftLeaves;
};

} // namespace jackdaw::check
