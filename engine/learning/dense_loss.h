// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/vision/detector_format.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// What denseLoss() reckons with, as YOLOX does.
inline constexpr float kLeastDenseProbability = 1e-5F;
inline constexpr double kDenseBoxWeight = 5.0;
/// Cells within so many strides of an object's centre may be taught it.
inline constexpr float kDenseCentreRadius = 2.5F;
inline constexpr std::size_t kMostDenseCandidates = 10;

/// An object of a picture in pixels of the network's input.
struct DenseTarget {
    Box box;
    std::uint32_t label = 0; ///< the network's class
    bool isIgnored = false; ///< nothing is learned where it is
};

/// The outputs of a dense detector for one picture, and where their gradients are added.
struct DenseOutput {
    std::span<const vision::DetectorOutput> values;
    std::span<const std::span<float>> gradients; ///< as many as the values, of the same sizes
};

/// What \p output lost on \p targets, with gradients. Each object is taught to the cells that do it best already
/// (SimOTA: Ge et al., YOLOX, 2021, section 2.1): their class scores (only of \p classes) should be the overlap that
/// they reach (Li et al., Generalized Focal Loss, 2020), their boxes should overlap more. All other cells should say
/// nothing. Divided by the number of cells that are taught an object. Scores of other classes move only where they are
/// rivals of these.
double denseLoss(const vision::DetectorFormat& format, vision::PictureSize size, const DenseOutput& output,
                 std::span<const DenseTarget> targets, std::span<const std::uint32_t> classes);

} // namespace jackdaw::learning
