// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/vision/labels.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// What a fixed camera sees where nothing is in the way. A value: what moves in a picture depends on the picture and on
/// this alone, so that it is the same whichever thread asks, in whichever order, live or again.
struct Background {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< width * height * 3 bytes
    bool operator==(const Background&) const = default;

    bool isWhole() const
    {
        return width > 0 && height > 0
            && rgb.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
    }
};

/// A labelled picture that a background is made of.
struct BackgroundPicture {
    const VideoFrame* frame = nullptr;
    const FrameLabels* labels = nullptr;
};

/// The median of \p pictures for each pixel, of those in which no labelled object covers it, so that a queue at a red
/// light does not become part of the street; where all of them are covered, as \p before has it, if that is of the same
/// scene, or else the colour of what is around it. Pictures of another size than the first and those without pixels do
/// not count; nothing where none is left.
std::optional<Background> backgroundOf(std::span<const BackgroundPicture> pictures, const Background* before = nullptr);

/// Where \p frame, of the background's size, differs from it: smoothed, freed from specks, joined to regions. A picture
/// that is brighter or darker as a whole is set right first. The largest first, at most \p most; the label is 0, the
/// score the part of its box that differs. Nothing for a frame of another size.
std::vector<Detection> movingRegions(const VideoFrame& frame, const Background& background, std::size_t most);

} // namespace jackdaw::vision
