// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"
#include "engine/learning/network_plan.h"
#include "engine/learning/picture.h"
#include "engine/learning/student.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// A student's weights where rounds take them from: BatchNorm folded into the convolutions, all in one row, on the GPU
/// whose lane makes them or on the CPU. They never change.
class FoldedWeights {
public:
    explicit FoldedWeights(const NetworkWeights& weights);
    ~FoldedWeights();

    /// Whether they are where the calling thread works.
    bool isHere() const;

    class Impl;
    const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// The network of an architecture for several pictures side by side, each with weights of its own. Its slots hold the
/// weights that were used there last; others are copied into place by the work itself, so that a round is one launch of
/// a graph whoever's turn it is, and a student that was just swapped in costs nothing but that. It belongs to its
/// thread.
class RoundNetwork {
public:
    /// Pictures of a round. A round of fewer than a power of two is run as one of so many.
    static constexpr std::size_t kMost = kMostLooks;

    /// Needs kernels (StepKernels::here()).
    explicit RoundNetwork(const NetworkPlan& plan);
    ~RoundNetwork();

    /// The one for \p plan of the calling thread's lane, which keeps it as long as it lives.
    static RoundNetwork& here(const NetworkPlan& plan);

    struct Look {
        std::shared_ptr<const FoldedWeights> weights; ///< of this architecture, here
        const VideoFrame* frame = nullptr; ///< with pixels
        PictureMap map;
    };
    /// Bytes that go up for \p frame: a graph takes up the same number for each slot at every launch, so that small
    /// pictures are looked at apart from large ones. There are few different ones.
    static std::size_t roomFor(const VideoFrame& frame);
    /// What the network answers, one after the other as the looks are, each as FusedNetwork::run() has it; valid until
    /// the next call. At most kMost, of pictures with the same room.
    std::vector<std::span<const float>> run(std::span<const Look> looks);
    /// What the GPU takes for a round of \p pictures as large as the last ones; see RepeatedWork::durationOnGpu().
    std::optional<Nanoseconds> durationOnGpu(std::size_t pictures, int times);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::learning
