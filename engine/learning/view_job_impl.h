// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/kernel_words_impl.h"

#include <cmath>

namespace jackdaw::learning::kernels {

/// Of one launch, so that they fit into the parameters of a kernel.
inline constexpr std::size_t kMostViews = 24;
inline constexpr std::size_t kColoursOfView = 3;

/// A weight of 1 at the centre that falls to 0 at the distance of \p support.
JACKDAW_ON_BOTH inline float triangle(float distance, float support)
{
    const float part = std::fabs(distance) / support;
    return part < 1.0F ? 1.0F - part : 0.0F;
}

/// AxisMap in words: which pixels of a picture lie where on the plane.
struct ViewAxis {
    static constexpr std::size_t kWords = 4;

    JACKDAW_ON_BOTH explicit ViewAxis(const Word* words) :
        sourceFirst(static_cast<int>(words[0])), sourceCount(static_cast<int>(words[1])),
        inputFirst(static_cast<int>(words[2])), inputCount(static_cast<int>(words[3] >> 1)),
        isMirrored((words[3] & 1U) != 0)
    {
    }

    /// The source's pixels that a pixel of the plane is made of, with weights by their distance from its centre
    /// (bilinear with antialiasing, as ATen has it).
    struct Taps {
        int first;
        int count;
        float centre;
        float support;
        JACKDAW_ON_BOTH float weight(int tap) const
        {
            return triangle(static_cast<float>(first + tap) + 0.5F - centre, support);
        }
    };

    JACKDAW_ON_BOTH bool covers(int input) const { return input >= inputFirst && input < inputFirst + inputCount; }
    JACKDAW_ON_BOTH Taps taps(int input) const
    {
        const int place = isMirrored ? inputCount - 1 - (input - inputFirst) : input - inputFirst;
        const float scale = static_cast<float>(sourceCount) / static_cast<float>(inputCount);
        const float support = scale > 1.0F ? scale : 1.0F;
        const float centre = scale * (static_cast<float>(place) + 0.5F);
        const int low = static_cast<int>(centre - support + 0.5F);
        const int high = static_cast<int>(centre + support + 0.5F);
        const int first = low > 0 ? low : 0;
        return {first, (high < sourceCount ? high : sourceCount) - first, centre, support};
    }

    int sourceFirst;
    int sourceCount;
    int inputFirst;
    int inputCount;
    bool isMirrored;
};

/// One picture, and how it is seen.
struct View {
    static constexpr std::size_t kWords = 4 + 2 * ViewAxis::kWords;

    JACKDAW_ON_BOTH explicit View(const Word* words) :
        pixels(pointerTo<const std::uint8_t>(words[0])), sourceWidth(words[1]),
        contrast(__builtin_bit_cast(float, static_cast<std::uint32_t>(words[2]))),
        brightness(__builtin_bit_cast(float, static_cast<std::uint32_t>(words[2] >> 32))), index(words[3]),
        x(words + 4), y(words + 4 + ViewAxis::kWords)
    {
    }

    const std::uint8_t* pixels; ///< rows x columns x 3
    Word sourceWidth;
    float contrast;
    float brightness;
    Word index; ///< of the picture in the input
    ViewAxis x;
    ViewAxis y;
};

/// PixelStyle in words: how shades in -1..1 become values.
struct ViewStyle {
    static constexpr std::size_t kWords = 5;

    JACKDAW_ON_BOTH explicit ViewStyle(const Word* words) :
        scale{low(words[0]), high(words[0]), low(words[1])}, offset{high(words[1]), low(words[2]), high(words[2])},
        outside{low(words[3]), high(words[3]), low(words[4])}, blueFirst(words[4] >> 32)
    {
    }

    JACKDAW_ON_BOTH static float low(Word word) { return __builtin_bit_cast(float, static_cast<std::uint32_t>(word)); }
    JACKDAW_ON_BOTH static float high(Word word) { return low(word >> 32); }
    /// Of a pixel, the one that is \p channel of the input.
    JACKDAW_ON_BOTH Word colour(Word channel) const { return blueFirst != 0 ? kColoursOfView - 1 - channel : channel; }

    float scale[kColoursOfView];
    float offset[kColoursOfView];
    float outside[kColoursOfView]; ///< values where there is no picture
    Word blueFirst;
};

/// drawInput() as a kernel, for several pictures.
struct ViewJob {
    static constexpr std::size_t kFixedWords = 5 + ViewStyle::kWords;
    static constexpr std::size_t kWords = kFixedWords + kMostViews * View::kWords;

    JACKDAW_ON_BOTH explicit ViewJob(const Word* words) :
        input{words[0], words[1]}, count(words[2]), height(words[3]), width(words[4]), style(words + 5),
        views(words + kFixedWords)
    {
    }

    JACKDAW_ON_BOTH Word pixels() const { return count * height * width; }

    /// Draws pixel number \p pixel of all.
    JACKDAW_ON_BOTH void draw(Word pixel) const
    {
        const View view(views + pixel / (height * width) * View::kWords);
        const auto row = static_cast<int>(pixel / width % height);
        const auto column = static_cast<int>(pixel % width);
        const Word place = (view.index * height * width + pixel % (height * width)) * kColoursOfView;
        float shades[kColoursOfView] = {};
        const bool isInside = view.x.covers(column) && view.y.covers(row);
        if (isInside)
            resample(view, view.x.taps(column), view.y.taps(row), shades);
        for (Word i = 0; i < kColoursOfView; ++i) {
            const float shade = std::rint(shades[style.colour(i)]);
            const float value = view.contrast * (shade / 127.5F - 1.0F) + view.brightness;
            input.set(place + i, isInside ? value * style.scale[i] + style.offset[i] : style.outside[i]);
        }
    }

    JACKDAW_ON_BOTH static void resample(const View& view, const ViewAxis::Taps& x, const ViewAxis::Taps& y,
                                         float* shades)
    {
        float weights = 0.0F;
        for (int j = 0; j < y.count; ++j) {
            const auto row = static_cast<Word>(view.y.sourceFirst + y.first + j);
            const std::uint8_t* pixel = view.pixels
                + (row * view.sourceWidth + static_cast<Word>(view.x.sourceFirst + x.first)) * kColoursOfView;
            for (int i = 0; i < x.count; ++i, pixel += kColoursOfView) {
                const float weight = x.weight(i) * y.weight(j);
                weights += weight;
                for (std::size_t colour = 0; colour < kColoursOfView; ++colour)
                    shades[colour] += weight * static_cast<float>(pixel[colour]);
            }
        }
        for (std::size_t colour = 0; colour < kColoursOfView; ++colour)
            shades[colour] /= weights;
    }

    Values input; ///< pictures x height x width x 3
    Word count; ///< of views
    Word height;
    Word width;
    ViewStyle style;
    const Word* views;
};

} // namespace jackdaw::learning::kernels
