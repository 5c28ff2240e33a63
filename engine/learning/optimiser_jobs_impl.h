// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/adamw_impl.h"
#include "engine/learning/kernel_words_impl.h"

#include <cmath>

namespace jackdaw::learning::kernels {

/// Parameters lie in flat buffers, each beginning with a chunk; a block works on a chunk at a time.
inline constexpr Word kChunk = 1024;
/// Of one network, so that the addresses of their gradients fit into the parameters of a kernel.
inline constexpr std::size_t kMostParts = 256;

/// A parameter in the flat buffers.
struct Part {
    Word offset; ///< in values
    Word count;
    Word hasHalves; ///< it is computed with in bfloat16, and so is its gradient
    Word decays;
};

/// What the step that is under way comes to.
struct StepState {
    double steps; ///< that were taken, with this one
    float isRefused; ///< 1: something is not finite, nothing moves
    float scale; ///< what gradients are divided by
    float rate;
    float meanCorrection;
    float squareCorrection;
    float unused;
};

/// Where chunks lie.
struct Chunks {
    const Part* parts;
    const std::uint32_t* owners; ///< of each chunk, its part
    Word count;

    /// Calls \p function with the places of the values of a chunk that are those of one thread: in the parameter, and
    /// in the flat buffers.
    template <class Function>
    JACKDAW_ON_BOTH void forEach(Word chunk, unsigned thread, Function function) const
    {
        const Part& part = parts[owners[chunk]];
        const Word first = chunk * kChunk - part.offset;
        for (Word i = first + thread; i < first + kChunk && i < part.count; i += kThreads)
            function(i, part.offset + i);
    }
};

/// Brings all gradients into one flat buffer and finds their norm, by which they are limited.
struct GatherJob {
    static constexpr std::size_t kFixedWords = 9;
    static constexpr std::size_t kWords = kFixedWords + kMostParts;

    JACKDAW_ON_BOTH explicit GatherJob(const Word* words) :
        chunks{pointerTo<const Part>(words[0]), pointerTo<const std::uint32_t>(words[1]), words[2]},
        flat(pointerTo<float>(words[3])), sums{words[4]}, state(pointerTo<StepState>(words[5])),
        loss(pointerTo<const float>(words[6])), rate(pointerTo<const volatile float>(words[7])),
        told(pointerTo<volatile float>(words[8])), gradients(words + kFixedWords)
    {
    }

    /// Returns the sum of the squares of what it brings.
    JACKDAW_ON_BOTH double gather(Word chunk, unsigned thread) const
    {
        const Word owner = chunks.owners[chunk];
        const Values gradient{gradients[owner], chunks.parts[owner].hasHalves};
        double sum = 0.0;
        chunks.forEach(chunk, thread, [&](Word own, Word inAll) {
            const float value = gradient.at(own);
            flat[inAll] = value;
            sum += static_cast<double>(value) * static_cast<double>(value);
        });
        return sum;
    }

    /// \p squares: the sum over all.
    JACKDAW_ON_BOTH void conclude(double squares) const
    {
        const auto norm = static_cast<float>(std::sqrt(squares));
        const float sum = norm + *loss;
        const bool isRefused = !(sum - sum == 0.0F);
        const float scale = (norm + kNormMargin) / kLargestGradientNorm;
        state->isRefused = isRefused ? 1.0F : 0.0F;
        state->scale = scale > 1.0F ? scale : 1.0F;
        state->rate = *rate;
        state->steps += isRefused ? 0.0 : 1.0;
        state->meanCorrection = static_cast<float>(1.0 - std::pow(kMeanDecay, state->steps));
        state->squareCorrection = static_cast<float>(std::sqrt(1.0 - std::pow(kSquareDecay, state->steps)));
        *told = isRefused ? __builtin_nanf("") : *loss;
    }

    Chunks chunks;
    float* flat;
    Sums sums;
    StepState* state;
    const float* loss;
    const volatile float* rate; ///< on the host
    volatile float* told; ///< there, too: the loss, or no number where nothing moved
    const Word* gradients; ///< addresses, by part
};

/// Moves all parameters against the gathered gradients (AdamW) and rounds them for the next step.
struct MoveJob {
    static constexpr std::size_t kWords = 9;

    JACKDAW_ON_BOTH explicit MoveJob(const Word* words) :
        chunks{pointerTo<const Part>(words[0]), pointerTo<const std::uint32_t>(words[1]), words[2]},
        gradients(pointerTo<const float>(words[3])), state(pointerTo<const StepState>(words[4])),
        values(pointerTo<float>(words[5])), means(pointerTo<float>(words[6])), squares(pointerTo<float>(words[7])),
        halves(pointerTo<std::uint16_t>(words[8]))
    {
    }

    JACKDAW_ON_BOTH void move(Word chunk, unsigned thread) const
    {
        if (state->isRefused != 0.0F)
            return;
        const Part& part = chunks.parts[chunks.owners[chunk]];
        const float rate = state->rate;
        const float decay = part.decays != 0 ? rate * static_cast<float>(kWeightDecay) : 0.0F;
        const float stepSize = rate / state->meanCorrection;
        chunks.forEach(chunk, thread, [&](Word, Word i) {
            const float gradient = gradients[i] / state->scale;
            const float mean =
                static_cast<float>(kMeanDecay) * means[i] + static_cast<float>(1.0 - kMeanDecay) * gradient;
            const float square = static_cast<float>(kSquareDecay) * squares[i]
                + static_cast<float>(1.0 - kSquareDecay) * gradient * gradient;
            const float value = values[i] - decay * values[i];
            const float moved =
                value - stepSize * mean / (std::sqrt(square) / state->squareCorrection + static_cast<float>(kEpsilon));
            means[i] = mean;
            squares[i] = square;
            values[i] = moved;
            if (part.hasHalves != 0)
                halves[i] = toHalf(moved);
        });
    }

    Chunks chunks;
    const float* gradients;
    const StepState* state;
    float* values;
    float* means;
    float* squares;
    std::uint16_t* halves;
};

} // namespace jackdaw::learning::kernels
