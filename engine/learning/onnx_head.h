// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/cell_grid.h"
#include "engine/vision/detector_format.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

class HeadLoss;

/// What a network's outputs say, and how they are taught. Boxes are in pixels of the network's input, labels are the
/// run's classes.
class OnnxHead {
public:
    virtual ~OnnxHead() = default;

    /// Objects that the outputs for one picture tell of with a raw score of at least \p threshold, freed from overlaps.
    virtual std::vector<Detection> objects(std::span<const vision::DetectorOutput> outputs, float threshold) const = 0;
    /// What the outputs for a batch lost on the \p labels of its pictures. Fills \p gradients, as many and as large as
    /// the outputs and zero before, with the slopes.
    virtual double loss(std::span<const std::span<const float>> outputs, std::span<const vision::FrameLabels> labels,
                        std::span<const std::span<float>> gradients) const = 0;
    /// The same for batches of \p pictures by tensors of LibTorch's \p gpu, or of the CPU. Not for longer than the
    /// head.
    virtual std::unique_ptr<HeadLoss> tensorLoss(std::size_t pictures, std::optional<int> gpu) const = 0;
};

/// The head that a network came with; \p classes are the network's, by the run's classes.
std::unique_ptr<const OnnxHead> makeOwnHead(const vision::DetectorFormat& format, vision::PictureSize size,
                                            const std::vector<std::uint32_t>& classes);
/// A head with one output, pictures x cells x channels of \p grid, which answers as the point detector does.
std::unique_ptr<const OnnxHead> makePointHead(const CellGrid& grid);

/// The part of each of \p outputs, which are for several \p pictures, that is for number \p picture.
std::vector<vision::DetectorOutput> outputsOf(std::span<const std::span<const float>> outputs, std::size_t picture,
                                              std::size_t pictures);

} // namespace jackdaw::learning
