// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/adamw_impl.h"

#include <cmath>
#include <vector>

#include <ATen/ATen.h>
#include <torch/nn/utils/clip_grad.h>

namespace jackdaw::learning {

/// How a parameter is computed with.
enum class ParameterUse {
    Multiplies, ///< activations, in their type; it decays
    Adds, ///< to them, in their type
    Exact, ///< in 32 bits: scales and biases of BatchNorm
};

/// A tensor that is learned.
struct Parameter {
    at::Tensor used; ///< what is computed with; has the gradient
    at::Tensor kept; ///< in 32 bits; may be the same
};

/// Whoever moves parameters.
class ParameterStore {
public:
    virtual ~ParameterStore() = default;
    /// A parameter that begins as \p start.
    virtual Parameter learn(const at::Tensor& start, ParameterUse use) = 0;
};

/// Fused steps want the strides of extents of 1, too, to be equal.
inline at::Tensor lyingLike(const at::Tensor& gradient, const at::Tensor& target)
{
    for (std::int64_t i = 0; i < target.dim(); ++i)
        if (target.size(i) > 1 && gradient.stride(i) != target.stride(i))
            return at::empty_like(target).copy_(gradient);
    return gradient.as_strided(target.sizes(), target.strides());
}

/// Tensors that decay alike, with the moments that AdamW keeps of their gradients.
class ParameterGroup {
public:
    explicit ParameterGroup(double weightDecay) : m_weightDecay(weightDecay) { }

    void add(const at::Tensor& tensor)
    {
        m_step = m_step.to(tensor.device());
        m_tensors.push_back(tensor);
        m_means.push_back(at::zeros_like(tensor));
        m_squares.push_back(at::zeros_like(tensor));
        m_steps.push_back(m_step);
    }

    /// Moves the tensors against their gradients.
    void step(double learningRate)
    {
        if (m_tensors.empty())
            return;
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& tensor : m_tensors)
            gradients.push_back(tensor.is_cuda() ? lyingLike(tensor.grad(), tensor) : tensor.grad());
        m_step.add_(1.0);
        at::_fused_adamw_(m_tensors, gradients, m_means, m_squares, {}, m_steps, learningRate, kMeanDecay, kSquareDecay,
                          m_weightDecay, kEpsilon, false, false);
    }

    /// The same by tensors alone: the gradients are divided by \p scale; where \p isRefused is 1 nothing moves.
    void step(const at::Tensor& learningRate, const at::Tensor& scale, const at::Tensor& isRefused)
    {
        if (m_tensors.empty())
            return;
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& tensor : m_tensors)
            gradients.push_back(lyingLike(tensor.grad(), tensor));
        m_step.add_(1.0).sub_(isRefused);
        at::_fused_adamw_(m_tensors, gradients, m_means, m_squares, {}, m_steps, learningRate, kMeanDecay, kSquareDecay,
                          m_weightDecay, kEpsilon, false, false, scale, isRefused);
    }

private:
    double m_weightDecay;
    at::Tensor m_step = at::zeros({});
    std::vector<at::Tensor> m_tensors;
    std::vector<at::Tensor> m_means;
    std::vector<at::Tensor> m_squares;
    std::vector<at::Tensor> m_steps; ///< the same one for each tensor
};

/// AdamW for the students of all families.
class Optimiser final : public ParameterStore {
public:
    Parameter learn(const at::Tensor& start, ParameterUse use) override
    {
        at::Tensor tensor = start;
        tensor.requires_grad_(true);
        add(tensor, use == ParameterUse::Multiplies);
        return {tensor, tensor};
    }

    /// \p tensor requires a gradient. What multiplies activations decays; scales and biases do not.
    void add(const at::Tensor& tensor, bool decays)
    {
        (decays ? m_decaying : m_constant).add(tensor);
        m_parameters.push_back(tensor);
    }

    /// Moves the tensors against their gradients and drops these. False, with nothing moved, if they are not finite.
    bool step(double learningRate)
    {
        const at::NoGradGuard noGradient;
        const double norm = torch::nn::utils::clip_grad_norm_(m_parameters, kLargestGradientNorm);
        if (std::isfinite(norm)) {
            m_decaying.step(learningRate);
            m_constant.step(learningRate);
        }
        dropGradients();
        return std::isfinite(norm);
    }

    /// The same by tensors alone, so that it can be part of a graph: nothing moves where the gradients or \p loss are
    /// not finite.
    void step(const at::Tensor& learningRate, const at::Tensor& loss)
    {
        const at::NoGradGuard noGradient;
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& parameter : m_parameters)
            gradients.push_back(parameter.grad());
        const at::Tensor norm = at::stack(at::_foreach_norm(gradients)).norm();
        const at::Tensor isRefused = at::isfinite(norm + loss).logical_not().to(at::kFloat);
        const at::Tensor scale = norm.add(kNormMargin).div(kLargestGradientNorm).clamp_min(1.0);
        m_decaying.step(learningRate, scale, isRefused);
        m_constant.step(learningRate, scale, isRefused);
        dropGradients();
    }

    void dropGradients()
    {
        for (at::Tensor& parameter : m_parameters)
            parameter.mutable_grad().reset();
    }

private:
    std::vector<at::Tensor> m_parameters;
    ParameterGroup m_decaying{kWeightDecay};
    ParameterGroup m_constant{0.0};
};

} // namespace jackdaw::learning
