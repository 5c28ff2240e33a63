// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/random.h"
#include "engine/learning/family.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// Objects of a picture that one step learns from: bounds what a step costs, whatever the street.
inline constexpr std::size_t kMostCrops = 8;

/// An object, cut out of a picture.
struct Crop {
    const VideoFrame* picture = nullptr;
    PictureMap map; ///< of the cut onto the network's input
    std::uint32_t allowedClasses = 0;
};

/// The map that shows \p box of \p picture, with a little of what is around it, on a square of \p side pixels.
PictureMap cropMap(const VideoFrame& picture, const Box& box, int side);

/// At most kMostCrops objects of \p view, chosen by \p random, each as cropMap() has it. With \p augment the boxes are
/// also moved and scaled a little; mirroring, brightness and contrast are the view's.
std::vector<Crop> cropsOf(const View& view, int side, std::size_t classes, bool augment, RandomStream& random);

/// How networks of torchvision want their colours: by the mean and deviation of ImageNet's.
PixelStyle cropStyle();
/// Fills \p input with \p crops, one after the other, in that style.
void drawCrops(std::span<const Crop> crops, int side, std::span<float> input);

} // namespace jackdaw::learning
