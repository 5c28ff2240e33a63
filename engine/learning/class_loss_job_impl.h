// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/kernel_words_impl.h"

#include <cmath>

namespace jackdaw::learning::kernels {

/// Cross-entropy of the allowed classes together, mean over the crops, with its gradient: its parameters, and what it
/// does for one crop.
struct ClassLossJob {
    static constexpr std::size_t kWords = 8;

    JACKDAW_ON_BOTH explicit ClassLossJob(const Word* words) :
        output{words[0], words[2]}, gradient{words[1], words[2]}, crops(words[3]), classes(words[4]),
        allowed(pointerTo<const volatile std::uint32_t>(words[5])), sums{words[6]}, loss(pointerTo<float>(words[7]))
    {
    }

    /// Writes the gradient of \p crop and returns its part of the loss. Powers are of what lies below the largest value
    /// that they are added up with, so that a sum is never 0, however unlikely the allowed classes are.
    JACKDAW_ON_BOTH double learn(Word crop) const
    {
        const Word first = crop * classes;
        const std::uint32_t right = allowed[crop];
        const float largest = largestOf(first, ~std::uint32_t{0});
        const float largestRight = largestOf(first, right);
        float all = 0.0F;
        float ofRight = 0.0F;
        for (Word i = 0; i < classes; ++i) {
            const float value = output.at(first + i);
            all += std::exp(value - largest);
            ofRight += isIn(right, i) ? std::exp(value - largestRight) : 0.0F;
        }
        const auto count = static_cast<float>(crops);
        for (Word i = 0; i < classes; ++i) {
            const float value = output.at(first + i);
            const float wanted = isIn(right, i) ? std::exp(value - largestRight) / ofRight : 0.0F;
            gradient.set(first + i, (std::exp(value - largest) / all - wanted) / count);
        }
        const double further = static_cast<double>(largest) - static_cast<double>(largestRight);
        return (further + std::log(static_cast<double>(all)) - std::log(static_cast<double>(ofRight)))
            / static_cast<double>(crops);
    }

    Values output; ///< crops x classes
    Values gradient;
    Word crops;
    Word classes; ///< at most 32
    const volatile std::uint32_t* allowed; ///< classes of each crop, as bits; on the host
    Sums sums;
    float* loss;

private:
    JACKDAW_ON_BOTH static bool isIn(std::uint32_t some, Word label) { return (some >> label & 1U) != 0; }

    JACKDAW_ON_BOTH float largestOf(Word first, std::uint32_t some) const
    {
        float largest = -__builtin_inff();
        for (Word i = 0; i < classes; ++i) {
            const float value = output.at(first + i);
            largest = isIn(some, i) && value > largest ? value : largest;
        }
        return largest;
    }
};

} // namespace jackdaw::learning::kernels
