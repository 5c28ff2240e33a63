// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/dense_loss.h"
#include "engine/learning/tensor_loss_impl.h"

#include <utility>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::learning {

/// denseLoss() by operations on tensors that stay where they are, so that it can be part of a graph. Costs are counted
/// in 32 bits there: where two cells do an object equally well another one of them may be taught it.
class DenseTensorLoss {
public:
    DenseTensorLoss(const vision::DetectorFormat& format, vision::PictureSize size,
                    const std::vector<std::uint32_t>& classes, std::size_t pictures, at::Device place);

    /// What of() is held against from now on; one list for each picture.
    TensorLoss::Room set(const std::vector<std::vector<DenseTarget>>& targets);

    /// The mean loss of the pictures, and the gradient of each of \p outputs, pictures x values in 32 bits.
    std::pair<at::Tensor, std::vector<at::Tensor>> of(const std::vector<at::Tensor>& outputs);

private:
    using Pair = HostPair;

    /// What a batch of outputs says, cell by cell.
    struct Seen;
    /// Which cells are taught what.
    struct Taught;

    void makeTargets(std::int64_t count);
    void placeCells(const std::vector<vision::DetectorCell>& cells);
    Seen read(const at::Tensor& values) const;
    at::Tensor boxesOf(Seen& seen) const;
    Taught assign(const Seen& seen);
    at::Tensor costs(const Seen& seen, const at::Tensor& overlaps, const at::Tensor& inside, const at::Tensor& near);
    at::Tensor teachScores(const Seen& seen, const Taught& taught, at::Tensor& lost) const;
    at::Tensor teachObjectness(const Seen& seen, const Taught& taught, at::Tensor& lost) const;
    at::Tensor teachBoxes(const Seen& seen, const Taught& taught, at::Tensor& lost) const;

    vision::DetectorFormat m_format;
    at::Device m_place;
    std::int64_t m_pictures;
    std::int64_t m_classes;
    at::Tensor m_columns; ///< of the classes among a cell's scores
    std::vector<std::int64_t> m_labels; ///< the network's, by class
    at::Tensor m_scorePlaces; ///< among all values of a picture: cells x scores
    at::Tensor m_boxPlaces; ///< cells x box values
    at::Tensor m_objectnessPlaces; ///< cells
    at::Tensor m_axes; ///< 2 x 4 x cells: index, pitch, anchor and centre along x and y
    Pair m_targets; ///< pictures x targets x 4: boxes
    Pair m_targetClasses; ///< pictures x targets
    Pair m_isTaught; ///< pictures x targets: 1 or 0
    Pair m_isIgnored; ///< pictures x targets: 1 or 0
};

} // namespace jackdaw::learning
