// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/kernel_words_impl.h"

#include <cmath>

namespace jackdaw::learning::kernels {

/// Threads of a block that works on BatchNorm, the most blocks that add up (two for each multiprocessor of the largest
/// GPUs), and rows of values that a thread asks for at once: memory answers late.
inline constexpr unsigned kNormThreads = 512;
inline constexpr unsigned kMostNormBlocks = 264;
inline constexpr unsigned kSpreadAtOnce = 4;
inline constexpr unsigned kBlameAtOnce = 2;
inline constexpr unsigned kQuad = 4; ///< channels side by side that a thread works on
inline constexpr Word kMostNormChannels = Word{kNormThreads} * kQuad;

/// Values of four channels side by side.
struct Quad {
    float value[kQuad];
};

/// Of \p values, from number \p first on, a multiple of four.
JACKDAW_ON_BOTH inline Quad quadOf(const Values& values, Word first)
{
    Quad quad;
    if (values.areHalves != 0) {
        const std::uint64_t bits = pointerTo<const std::uint64_t>(values.address)[first / kQuad];
        for (unsigned i = 0; i < kQuad; ++i)
            quad.value[i] = fromHalf(static_cast<std::uint16_t>(bits >> 16 * i));
    } else {
        for (unsigned i = 0; i < kQuad; ++i)
            quad.value[i] = values.at(first + i);
    }
    return quad;
}

JACKDAW_ON_BOTH inline void setQuad(const Values& values, Word first, const Quad& quad)
{
    if (values.areHalves != 0) {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < kQuad; ++i)
            bits |= std::uint64_t{toHalf(quad.value[i])} << 16 * i;
        pointerTo<std::uint64_t>(values.address)[first / kQuad] = bits;
    } else {
        for (unsigned i = 0; i < kQuad; ++i)
            values.set(first + i, quad.value[i]);
    }
}

/// Two sums for each of four channels.
struct Moments {
    float first[kQuad] = {};
    float second[kQuad] = {};

    JACKDAW_ON_BOTH void add(const Moments& more)
    {
        for (unsigned i = 0; i < kQuad; ++i) {
            first[i] += more.first[i];
            second[i] += more.second[i];
        }
    }
};

/// BatchNorm in training mode, with an addend and a rectification after it, and the way back. Values are rows (all
/// pixels of all pictures) x channels. One set of parameters for its four kernels; what one does not use is 0.
struct NormJob {
    static constexpr std::size_t kWords = 22;

    JACKDAW_ON_BOTH explicit NormJob(const Word* words) :
        input{words[0], words[1]}, output{words[2], words[1]}, addend{words[3], words[1]},
        outputGradient{words[4], words[1]}, inputGradient{words[5], words[1]}, addendGradient{words[6], words[1]},
        rows(words[7]), channels(words[8]), limit(words[9]), scale(pointerTo<const float>(words[10])),
        shift(pointerTo<const float>(words[11])), runningMean(pointerTo<float>(words[12])),
        runningVariance(pointerTo<float>(words[13])), mean(pointerTo<float>(words[14])),
        inverse(pointerTo<float>(words[15])), scaleGradient(pointerTo<float>(words[16])),
        shiftGradient(pointerTo<float>(words[17])), partial(pointerTo<float>(words[18])),
        arrived(pointerTo<unsigned>(words[19])),
        momentum(__builtin_bit_cast(float, static_cast<std::uint32_t>(words[20]))),
        epsilon(__builtin_bit_cast(float, static_cast<std::uint32_t>(words[21])))
    {
    }

    JACKDAW_ON_BOTH unsigned quads() const { return static_cast<unsigned>(channels / kQuad); }
    /// Rows that a block works on at a time; threads beyond have nothing to do.
    JACKDAW_ON_BOTH unsigned rowsAtOnce() const { return kNormThreads / quads(); }

    JACKDAW_ON_BOTH void setPartial(unsigned block, unsigned quad, const Moments& sum) const
    {
        float* of = partial + Word{block} * 2 * channels + Word{quad} * kQuad;
        for (unsigned i = 0; i < kQuad; ++i) {
            of[i] = sum.first[i];
            of[channels + i] = sum.second[i];
        }
    }

    /// What one thread adds to the sums that means and variances are made of: differences from the first row, which
    /// are small where a channel's values are all alike.
    JACKDAW_ON_BOTH Moments spread(unsigned block, unsigned blocks, unsigned thread) const
    {
        const Word channel = Word{thread % quads()} * kQuad;
        const Quad start = quadOf(input, channel);
        Moments sum;
        forRows<kSpreadAtOnce>(
            block, blocks, thread, [&](Word row) { return quadOf(input, row * channels + channel); },
            [&](Word, const Quad& values) {
                for (unsigned i = 0; i < kQuad; ++i) {
                    const float apart = values.value[i] - start.value[i];
                    sum.first[i] += apart;
                    sum.second[i] += apart * apart;
                }
            });
        return sum;
    }

    /// Mean and variance of a channel from the sums of all.
    JACKDAW_ON_BOTH void concludeSpread(Word channel, double first, double second) const
    {
        const auto count = static_cast<double>(rows);
        const double apart = first / count;
        const double found = second / count - apart * apart;
        const double variance = found > 0.0 ? found : 0.0;
        const double unbiased = rows > 1 ? variance * count / (count - 1.0) : variance;
        mean[channel] = static_cast<float>(static_cast<double>(input.at(channel)) + apart);
        inverse[channel] = static_cast<float>(1.0 / std::sqrt(variance + static_cast<double>(epsilon)));
        runningMean[channel] = (1.0F - momentum) * runningMean[channel] + momentum * mean[channel];
        runningVariance[channel] =
            (1.0F - momentum) * runningVariance[channel] + momentum * static_cast<float>(unbiased);
    }

    /// Computes quad number \p quad of the output.
    JACKDAW_ON_BOTH void normalise(Word quad) const
    {
        const Word channel = Word{static_cast<unsigned>(quad) % quads()} * kQuad;
        Quad values = normal(quadOf(input, quad * kQuad), channel);
        for (unsigned i = 0; i < kQuad; ++i)
            values.value[i] = scale[channel + i] * values.value[i] + shift[channel + i];
        if (addend.address != 0) {
            const Quad more = quadOf(addend, quad * kQuad);
            for (unsigned i = 0; i < kQuad; ++i)
                values.value[i] += more.value[i];
        }
        for (float& value : values.value)
            value = rectified(value);
        setQuad(output, quad * kQuad, values);
    }

    /// What one thread adds to the gradients of shifts (first) and scales (second). Writes the addend's.
    JACKDAW_ON_BOTH Moments blame(unsigned block, unsigned blocks, unsigned thread) const
    {
        const Word channel = Word{thread % quads()} * kQuad;
        const Quad means = quadAt(mean, channel);
        const Quad inverses = quadAt(inverse, channel);
        Moments sum;
        forRows<kBlameAtOnce>(
            block, blocks, thread, [&](Word row) { return wayBack(row * channels + channel); },
            [&](Word row, const WayBack& at) {
                const Quad gradient = passed(at);
                for (unsigned i = 0; i < kQuad; ++i) {
                    sum.first[i] += gradient.value[i];
                    sum.second[i] += gradient.value[i] * ((at.input.value[i] - means.value[i]) * inverses.value[i]);
                }
                if (addendGradient.address != 0)
                    setQuad(addendGradient, row * channels + channel, gradient);
            });
        return sum;
    }
    JACKDAW_ON_BOTH void concludeBlame(Word channel, double first, double second) const
    {
        shiftGradient[channel] = static_cast<float>(first);
        scaleGradient[channel] = static_cast<float>(second);
    }

    /// Quad number \p quad of the input's gradient, from those of scale and shift.
    JACKDAW_ON_BOTH void passBack(Word quad) const
    {
        const Word channel = Word{static_cast<unsigned>(quad) % quads()} * kQuad;
        const auto count = static_cast<float>(rows);
        const WayBack at = wayBack(quad * kQuad);
        const Quad gradient = passed(at);
        Quad values = normal(at.input, channel);
        for (unsigned i = 0; i < kQuad; ++i) {
            const float common =
                shiftGradient[channel + i] / count + values.value[i] * (scaleGradient[channel + i] / count);
            values.value[i] = scale[channel + i] * inverse[channel + i] * (gradient.value[i] - common);
        }
        setQuad(inputGradient, quad * kQuad, values);
    }

    /// Calls \p use with each row of a thread and what \p load says of it, of several rows before the first is used.
    template <unsigned Count, class Load, class Use>
    JACKDAW_ON_BOTH void forRows(unsigned block, unsigned blocks, unsigned thread, Load load, Use use) const
    {
        const unsigned atOnce = rowsAtOnce();
        if (thread >= atOnce * quads())
            return;
        const Word step = Word{blocks} * atOnce;
        Word row = Word{block} * atOnce + thread / quads();
        for (; row + (Count - 1) * step < rows; row += Count * step) {
            decltype(load(row)) loaded[Count];
            for (unsigned i = 0; i < Count; ++i)
                loaded[i] = load(row + i * step);
            for (unsigned i = 0; i < Count; ++i)
                use(row + i * step, loaded[i]);
        }
        for (; row < rows; row += step)
            use(row, load(row));
    }

    JACKDAW_ON_BOTH static Quad quadAt(const float* values, Word channel)
    {
        Quad quad;
        for (unsigned i = 0; i < kQuad; ++i)
            quad.value[i] = values[channel + i];
        return quad;
    }
    JACKDAW_ON_BOTH Quad normal(Quad values, Word channel) const
    {
        for (unsigned i = 0; i < kQuad; ++i)
            values.value[i] = (values.value[i] - mean[channel + i]) * inverse[channel + i];
        return values;
    }
    JACKDAW_ON_BOTH float rectified(float value) const
    {
        if (limit == 0)
            return value;
        const float positive = value < 0.0F ? 0.0F : value;
        return limit > 1 && positive > static_cast<float>(limit) ? static_cast<float>(limit) : positive;
    }

    /// What the way back through a quad needs.
    struct WayBack {
        Quad gradient; ///< of the output
        Quad output; ///< where it is rectified
        Quad input;
    };
    JACKDAW_ON_BOTH WayBack wayBack(Word first) const
    {
        return {quadOf(outputGradient, first), limit != 0 ? quadOf(output, first) : Quad{}, quadOf(input, first)};
    }
    /// What of the gradient the rectification lets pass.
    JACKDAW_ON_BOTH Quad passed(const WayBack& at) const
    {
        Quad gradient = at.gradient;
        for (unsigned i = 0; i < kQuad && limit != 0; ++i) {
            const bool isAbove = limit > 1 && at.output.value[i] >= static_cast<float>(limit);
            if (isAbove || !(at.output.value[i] > 0.0F))
                gradient.value[i] = 0.0F;
        }
        return gradient;
    }

    Values input;
    Values output;
    Values addend; ///< none: 0
    Values outputGradient;
    Values inputGradient;
    Values addendGradient; ///< none: 0
    Word rows; ///< with all channels fewer than 2^32 values
    Word channels; ///< a multiple of kQuad
    Word limit; ///< 0: not rectified, 1: without an upper limit
    const float* scale;
    const float* shift;
    float* runningMean;
    float* runningVariance;
    float* mean;
    float* inverse; ///< of the standard deviation
    float* scaleGradient;
    float* shiftGradient;
    float* partial; ///< kMostNormBlocks x 2 x channels
    unsigned* arrived; ///< blocks that have their sums there
    float momentum;
    float epsilon;
};

} // namespace jackdaw::learning::kernels
