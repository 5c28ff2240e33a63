// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/kernel_norm_impl.h"
#include "engine/learning/optimiser_impl.h"
#include "engine/learning/unit.h"
#include "engine/onnx/precision.h"

#include <optional>
#include <span>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::learning {

inline at::ScalarType scalarType(onnx::Precision precision)
{
    return precision == onnx::Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
}

/// Fused units and learning ones give the same up to rounding.
inline constexpr float kNormEpsilon = 1e-5F;

inline std::span<float> valuesOf(const at::Tensor& tensor)
{
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// Where networks of the calling thread live: on the GPU whose lane it serves, or on the CPU.
at::Device placeOfThread();

/// \p precision is that on the CPU; a GPU computes in bfloat16.
inline at::ScalarType scalarType(onnx::Precision precision, at::Device place)
{
    return place.is_cuda() ? at::kBFloat16 : scalarType(precision);
}

/// Memory of the host for pictures and what is copied to and fro. A GPU copies it directly.
at::Tensor hostTensor(at::IntArrayRef shape, at::Device place, at::ScalarType type = at::kFloat);

/// \p tensor where later work of any lane finds it unchanged.
at::Tensor keptOutsideOfLane(const at::Tensor& tensor);

/// How one unit is computed; what differs between training and prepared inference.
class UnitRunner {
public:
    virtual ~UnitRunner() = default;
    /// Convolution and normalisation of unit number \p unit, plus \p addend if there is one, then the activation.
    virtual at::Tensor run(int unit, const at::Tensor& input, Activation activation,
                           const at::Tensor* addend = nullptr) = 0;
};

/// A unit's convolution with BatchNorm folded into it, in 32 bits on the CPU.
struct FoldedUnit {
    FoldedUnit(const Unit& unit, std::span<const float> values);

    at::Tensor weight; ///< out x in / groups x kernel x kernel
    at::Tensor bias;
};

/// A unit for inference on batches of one size: BatchNorm folded into the convolution, weights laid out for the kernels
/// of oneDNN or cuDNN once, addition and rectification done by the convolution itself.
class FusedUnit {
public:
    FusedUnit(const Unit& unit, std::span<const float> values, int batch, at::ScalarType type, at::Device place);
    /// For a \p weight (channels last) and a \p bias that are folded already and stay where they are.
    FusedUnit(const Unit& unit, at::Tensor weight, at::Tensor bias);

    at::Tensor run(const at::Tensor& input, Activation activation, const at::Tensor* addend) const;

private:
    at::Tensor runUnpacked(const at::Tensor& input, Activation activation, const at::Tensor* addend) const;

    Unit m_unit;
    at::Tensor m_weight;
    at::Tensor m_bias;
    bool m_isPacked; ///< for oneDNN
    mutable bool m_isUnfused = false; ///< cuDNN has no engine that computes it in one
};

/// A unit with gradients, BatchNorm in training mode. Weights are held as channels last, as convolution gives their
/// gradients.
class LearningUnit {
public:
    LearningUnit(const Unit& unit, std::span<const float> values, ParameterStore& store, at::Device place,
                 const std::optional<StepKernels>& kernels = {});

    /// Values of each of its parameters, in the order that they are stored.
    static std::vector<std::size_t> countsOf(const Unit& unit);

    at::Tensor run(const at::Tensor& input, Activation activation, const at::Tensor* addend, at::ScalarType type) const;
    /// Writes the tensors as they are now to where they are in \p values.
    void copyTo(std::span<float> values) const;

private:
    Unit m_unit;
    Parameter m_weight;
    Parameter m_scale;
    Parameter m_bias;
    at::Tensor m_mean;
    at::Tensor m_variance;
    std::optional<KernelNorm> m_norm; ///< where kernels do it
};

} // namespace jackdaw::learning
