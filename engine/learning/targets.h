// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/cell_grid.h"
#include "engine/learning/picture.h"
#include "engine/vision/labels.h"

#include <span>
#include <vector>

namespace jackdaw::learning {

/// Of the boxes' L1 against the heat maps' loss.
inline constexpr float kBoxLossWeight = 0.5F;

/// What a point head shall say about one picture.
struct Targets {
    /// A cell whose box is trained; several cells near an object's centre share a weight of 1.
    struct BoxCell {
        std::uint32_t cell = 0;
        float weight = 0.0F;
        float offsetX = 0.0F; ///< object's centre minus the cell's centre, in cells
        float offsetY = 0.0F;
        float logWidth = 0.0F; ///< of the width in cells
        float logHeight = 0.0F;
    };

    std::vector<float> heat; ///< cells x classes: 1 at centres, Gaussian around them
    std::vector<float> weight; ///< cells x classes: 0 where nothing is learnt (ignored objects)
    std::vector<BoxCell> boxes;
    std::uint32_t objects = 0;
};

/// \p labels in pixels of the source of \p map.
Targets makeTargets(const vision::FrameLabels& labels, const PictureMap& map, const CellGrid& grid);

/// Loss of a batch and its gradient with respect to the head's output. \p output and \p gradient are
/// pictures x cells x channels, the heat maps as logits first. Heat maps: focal loss with Gaussian targets
/// (CenterNet, Zhou et al. 2019), divided by the number of objects; boxes: L1.
double detectionLoss(std::span<const float> output, const std::vector<const Targets*>& targets, const CellGrid& grid,
                     std::span<float> gradient);

} // namespace jackdaw::learning
