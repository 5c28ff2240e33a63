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

    /// Writes the gradient of \p crop and returns its part of the loss.
    JACKDAW_ON_BOTH double learn(Word crop) const
    {
        const Word first = crop * classes;
        const std::uint32_t right = allowed[crop];
        float largest = output.at(first);
        for (Word i = 1; i < classes; ++i) {
            const float value = output.at(first + i);
            largest = value > largest ? value : largest;
        }
        float all = 0.0F;
        float ofRight = 0.0F;
        for (Word i = 0; i < classes; ++i) {
            const float part = std::exp(output.at(first + i) - largest);
            all += part;
            ofRight += (right >> i & 1U) != 0 ? part : 0.0F;
        }
        const auto count = static_cast<float>(crops);
        for (Word i = 0; i < classes; ++i) {
            const float part = std::exp(output.at(first + i) - largest);
            const float wanted = (right >> i & 1U) != 0 ? part / ofRight : 0.0F;
            gradient.set(first + i, (part / all - wanted) / count);
        }
        return (std::log(static_cast<double>(all)) - std::log(static_cast<double>(ofRight)))
            / static_cast<double>(crops);
    }

    Values output; ///< crops x classes
    Values gradient;
    Word crops;
    Word classes; ///< at most 32
    const volatile std::uint32_t* allowed; ///< classes of each crop, as bits; on the host
    Sums sums;
    float* loss;
};

} // namespace jackdaw::learning::kernels
