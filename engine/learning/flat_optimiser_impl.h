// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/optimiser_impl.h"
#include "engine/learning/optimiser_jobs_impl.h"
#include "engine/learning/step_kernels_impl.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// The Optimiser's steps by two kernels: all parameters lie in one flat buffer in 32 bits, beside it lies what is
/// computed with in bfloat16, which the step rounds anew. Part of a graph as the rest of a step.
class FlatOptimiser final : public ParameterStore {
public:
    /// For parameters of \p counts values each, to be added in this order. \p type is what is computed in.
    FlatOptimiser(std::span<const std::size_t> counts, at::Device place, at::ScalarType type, StepKernels kernels);

    static bool hasRoomFor(std::size_t parameters) { return parameters <= kernels::kMostParts; }

    Parameter learn(const at::Tensor& start, ParameterUse use) override;
    /// To be called once, when all are there.
    void seal();

    /// Moves the parameters against their gradients and drops these; nothing moves where they or \p loss are not
    /// finite. The rate is read from \p hostRate; \p hostLoss is told the loss, or that it is no number where nothing
    /// moved. Both are memory of the host.
    void step(const at::Tensor& hostRate, const at::Tensor& loss, const at::Tensor& hostLoss);
    void dropGradients();

private:
    at::Tensor zeros(std::int64_t count, at::ScalarType type) const;

    at::Device m_place;
    at::ScalarType m_type;
    StepKernels m_kernels;
    kernels::Word m_chunks = 0;
    kernels::Word m_next = 0; ///< place in the flat buffers
    std::vector<kernels::Part> m_parts;
    std::vector<at::Tensor> m_used;
    at::Tensor m_values;
    at::Tensor m_halves;
    at::Tensor m_gradients;
    at::Tensor m_means;
    at::Tensor m_squares;
    at::Tensor m_state;
    at::Tensor m_sums;
    at::Tensor m_partTable;
    at::Tensor m_owners;
};

} // namespace jackdaw::learning
