// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/targets.h"

#include <utility>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::learning {

/// A tensor of the host and what it is copied to, for work that is done again and again.
struct HostPair {
    static HostPair make(at::IntArrayRef shape, at::Device place, at::ScalarType type = at::kFloat);
    at::Tensor upload() { return there.copy_(host, true); }

    at::Tensor host;
    at::Tensor there;
};

/// detectionLoss() on tensors that stay where they are, so that it can be part of a graph.
class GraphLoss {
public:
    virtual ~GraphLoss() = default;

    enum class Room {
        Same,
        New, ///< there were more cells with boxes than ever: the tensors are others now
    };
    /// What of() is held against from now on; one for each picture.
    virtual Room set(const std::vector<const Targets*>& targets) = 0;

    /// Loss and gradient of \p output, pictures x rows x columns x channels. The loss has 32 bits, the gradient as many
    /// as the output.
    virtual std::pair<at::Tensor, at::Tensor> of(const at::Tensor& output) = 0;
};

/// The same by operations on tensors.
class TensorLoss final : public GraphLoss {
public:
    TensorLoss(const CellGrid& grid, std::size_t pictures, at::Device place);

    Room set(const std::vector<const Targets*>& targets) override;
    std::pair<at::Tensor, at::Tensor> of(const at::Tensor& output) override;

private:
    using Pair = HostPair;

    void makeBoxes(std::int64_t count);
    void setHeat(const Targets& targets, std::size_t picture, float scale);
    void addBoxes(const Targets& targets, std::size_t picture, float scale, std::int64_t& next);

    CellGrid m_grid;
    at::Device m_place;
    Pair m_centres; ///< weights of cells that are centres of a class; 0 elsewhere
    Pair m_others; ///< of the other cells, by how far they are from centres
    Pair m_cells; ///< of boxes
    Pair m_boxes; ///< what is wanted there
    Pair m_weights; ///< 0 where there is no box
};

} // namespace jackdaw::learning
