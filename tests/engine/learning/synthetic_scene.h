// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/learning/student.h"
#include "engine/learning/training_set.h"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace jackdaw::testing {

/// Pictures with two kinds of things on a noisy ground: wide red ones (class 0) and tall green ones (class 1).
inline learning::LabelledFrame syntheticFrame(std::uint32_t number, int width = 96, int height = 96,
                                              std::uint32_t scene = 0)
{
    RandomStream random(7 + scene, number, RandomPurpose::Test);
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width * height * 3));
    for (std::uint8_t& value : *pixels)
        value = static_cast<std::uint8_t>(90 + random.below(40));
    learning::LabelledFrame frame;
    for (int column = 0; column < 2; ++column) {
        const std::uint32_t label = random.below(2);
        const int w = label == 0 ? 28 : 14;
        const int h = label == 0 ? 16 : 30;
        const int x = column * width / 2 + static_cast<int>(random.below(static_cast<std::uint32_t>(width / 2 - w)));
        const int y = static_cast<int>(random.below(static_cast<std::uint32_t>(height - h)));
        const std::array<std::uint8_t, 3> colour =
            label == 0 ? std::array<std::uint8_t, 3>{230, 40, 30} : std::array<std::uint8_t, 3>{20, 210, 60};
        for (int row = y; row < y + h; ++row)
            for (int i = x; i < x + w; ++i)
                for (std::size_t c = 0; c < 3; ++c)
                    (*pixels)[static_cast<std::size_t>(row * width + i) * 3 + c] = colour[c];
        frame.labels.push_back(
            {{static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + w), static_cast<float>(y + h)},
             1U << label,
             std::nullopt});
    }
    frame.picture = {
        .width = width, .height = height, .index = number, .picture = std::make_shared<RgbPicture>(std::move(*pixels))};
    return frame;
}

inline std::vector<learning::LabelledFrame> syntheticFrames(std::uint32_t first, std::uint32_t count,
                                                            std::uint32_t scene = 0)
{
    std::vector<learning::LabelledFrame> frames;
    for (std::uint32_t i = first; i < first + count; ++i)
        frames.push_back(syntheticFrame(i, 96, 96, scene));
    return frames;
}

/// A student that learns the pictures above within a second.
inline learning::Architecture smallArchitecture()
{
    return {.width = 16, .depth = 1, .classes = 2, .inputWidth = 96, .inputHeight = 96};
}

inline std::shared_ptr<const learning::Learner> smallLearner()
{
    return learning::makeLearner(smallArchitecture());
}

} // namespace jackdaw::testing
