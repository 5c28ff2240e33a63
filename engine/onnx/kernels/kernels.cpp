// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0

// Compiled for AVX-512 (see CMakeLists.txt): nothing but the intrinsics is included, so that no function that others
// share comes out of this file.
#include "engine/onnx/kernels/kernels.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>

namespace jackdaw::onnx {
namespace {

// Sums stay in registers only where whatever touches them is one function that knows their places.
#define JACKDAW_ALWAYS __attribute__((always_inline))
#define JACKDAW_INLINE JACKDAW_ALWAYS inline

template <int Value>
struct Count {
    static constexpr int value = Value;
};

/// Calls \p work with 0 … Number - 1, written out.
template <int Number, class Work>
JACKDAW_INLINE void times(Work work)
{
    if constexpr (Number > 0) {
        times<Number - 1>(work);
        work(Count<Number - 1>{});
    }
}

/// Sums of some vectors of channels, of some pixels.
template <int Pixels, int Vectors>
struct Sums {
    __m512 values[Pixels][Vectors];

    /// Calls \p work with a sum and the numbers of its vector and pixel.
    template <class Work>
    JACKDAW_INLINE void each(Work work)
    {
        times<Vectors>([&](auto v) JACKDAW_ALWAYS {
            times<Pixels>([&](auto p) JACKDAW_ALWAYS { work(values[p.value][v.value], v.value, p.value); });
        });
    }
};

inline std::int64_t smaller(std::int64_t a, std::int64_t b)
{
    return a < b ? a : b;
}

inline std::int64_t larger(std::int64_t a, std::int64_t b)
{
    return a > b ? a : b;
}

/// What is no number stays so: _mm512_max_ps and _mm512_min_ps return the second operand then.
inline __m512 within(__m512 low, __m512 high, __m512 x)
{
    return _mm512_min_ps(high, _mm512_max_ps(low, x));
}

/// e to the power of -x. The relative error is one of 2^-23, or of 2^-24 times x where x is large.
inline __m512 exponentialOfNegative(__m512 x)
{
    constexpr int kAboveFloor = 9;
    const __m512 given = _mm512_mul_ps(x, _mm512_set1_ps(-1.44269504F));
    const __m512 power = within(_mm512_set1_ps(-126.0F), _mm512_set1_ps(126.0F), given);
    const __m512 f = _mm512_reduce_ps(power, kAboveFloor);
    // 2 to the power of f, from 0 to 1: the coefficients of the smallest relative error.
    __m512 p = _mm512_set1_ps(2.16129151e-4F);
    constexpr float kFurther[]{1.24678464e-3F, 9.67545157e-3F, 5.54852806e-2F, 2.40229286e-1F, 6.93147044e-1F, 1.0F};
    for (const float c : kFurther)
        p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(c));
    return _mm512_scalef_ps(p, power);
}

inline __m512 sigmoid(__m512 x)
{
    const __m512 one = _mm512_set1_ps(1.0F);
    const __m512 divisor = _mm512_add_ps(one, exponentialOfNegative(x));
    // One step of Newton's brings the estimate from 14 bits to all.
    const __m512 estimate = _mm512_rcp14_ps(divisor);
    return _mm512_fmadd_ps(estimate, _mm512_fnmadd_ps(divisor, estimate, one), estimate);
}

inline __m512 hardSigmoid(__m512 x)
{
    const __m512 line = _mm512_fmadd_ps(x, _mm512_set1_ps(1.0F / 6.0F), _mm512_set1_ps(0.5F));
    return within(_mm512_setzero_ps(), _mm512_set1_ps(1.0F), line);
}

template <Finish::Kind Kind>
inline __m512 finished(__m512 x, const Finish& finish)
{
    const __m512 low = _mm512_set1_ps(finish.low);
    const __m512 zero = _mm512_setzero_ps();
    switch (Kind) {
    case Finish::Kind::None: return x;
    case Finish::Kind::Slope: return _mm512_fmadd_ps(low, _mm512_min_ps(zero, x), _mm512_max_ps(zero, x));
    case Finish::Kind::Bounds: return within(low, _mm512_set1_ps(finish.high), x);
    case Finish::Kind::Sigmoid: return sigmoid(x);
    case Finish::Kind::Swish: return _mm512_mul_ps(x, sigmoid(x));
    case Finish::Kind::HardSigmoid: return hardSigmoid(x);
    case Finish::Kind::HardSwish: return _mm512_mul_ps(x, hardSigmoid(x));
    }
    return x;
}

/// The lanes of the vector that begins at \p channel and lie within \p channels.
inline __mmask16 lanesOf(std::int64_t channel, std::int64_t channels)
{
    const std::int64_t left = channels - channel;
    return static_cast<__mmask16>(left >= kLanes ? 0xFFFF : (1 << left) - 1);
}

/// \p target is a copy, which no store can change.
template <Finish::Kind Kind, int Pixels, int Vectors>
JACKDAW_INLINE void storeAs(Sums<Pixels, Vectors>& sums, const Target target, std::int64_t pixel, std::int64_t channel)
{
    const std::int64_t first = pixel * target.channels + channel;
    sums.each([&](__m512 value, int v, int p) JACKDAW_ALWAYS {
        const __mmask16 lanes = lanesOf(channel + v * kLanes, target.channels);
        const std::int64_t place = first + p * target.channels + v * kLanes;
        if (target.bias)
            value = _mm512_add_ps(value, _mm512_loadu_ps(target.bias + channel + v * kLanes));
        if (target.addend && !target.addsLast)
            value = _mm512_add_ps(value, _mm512_maskz_loadu_ps(lanes, target.addend + place));
        value = finished<Kind>(value, target.finish);
        if (target.addend && target.addsLast)
            value = _mm512_add_ps(value, _mm512_maskz_loadu_ps(lanes, target.addend + place));
        _mm512_mask_storeu_ps(target.output + place, lanes, value);
    });
}

template <int Pixels, int Vectors>
JACKDAW_INLINE void store(Sums<Pixels, Vectors>& sums, const Target& target, std::int64_t pixel, std::int64_t channel)
{
    using Kind = Finish::Kind;
    switch (target.finish.kind) {
    case Kind::None: return storeAs<Kind::None>(sums, target, pixel, channel);
    case Kind::Slope: return storeAs<Kind::Slope>(sums, target, pixel, channel);
    case Kind::Bounds: return storeAs<Kind::Bounds>(sums, target, pixel, channel);
    case Kind::Sigmoid: return storeAs<Kind::Sigmoid>(sums, target, pixel, channel);
    case Kind::Swish: return storeAs<Kind::Swish>(sums, target, pixel, channel);
    case Kind::HardSigmoid: return storeAs<Kind::HardSigmoid>(sums, target, pixel, channel);
    case Kind::HardSwish: return storeAs<Kind::HardSwish>(sums, target, pixel, channel);
    }
}

/// Calls \p tile with how many pixels and the first one, until first … last - 1 are done. Some may be done twice, with
/// the same result.
template <int Most, class Tile>
inline void inTiles(std::int64_t first, std::int64_t last, Tile tile)
{
    constexpr int kFew = 4;
    std::int64_t pixel = first;
    for (; pixel + Most <= last; pixel += Most)
        tile(Count<Most>{}, pixel);
    for (; pixel < last && last - first >= kFew; pixel += kFew)
        tile(Count<kFew>{}, smaller(pixel, last - kFew));
    for (; pixel < last; ++pixel)
        tile(Count<1>{}, pixel);
}

/// Inputs that lie one after the other, with their weights.
struct Run {
    const float* values;
    std::int64_t step; ///< to the next pixel's
    std::int64_t length;
    const float* weight;
};

template <int Pixels, int Vectors>
JACKDAW_INLINE void addRun(const Run& run, Sums<Pixels, Vectors>& sums)
{
    const float* weight = run.weight;
    const float* input = run.values;
    const std::int64_t step = run.step;
    for (std::int64_t k = run.length; k > 0; --k, weight += kBlock, ++input) {
        __m512 weights[Vectors];
        times<Vectors>([&](auto v) JACKDAW_ALWAYS { weights[v.value] = _mm512_loadu_ps(weight + v.value * kLanes); });
        times<Pixels>([&](auto p) JACKDAW_ALWAYS {
            const __m512 value = _mm512_set1_ps(input[p.value * step]);
            times<Vectors>([&](auto v) JACKDAW_ALWAYS {
                __m512& sum = sums.values[p.value][v.value];
                sum = _mm512_fmadd_ps(value, weights[v.value], sum);
            });
        });
    }
}

/// The bias comes last: beside a large one, every product would lose its last bits.
template <int Pixels, int Vectors>
JACKDAW_INLINE Sums<Pixels, Vectors> zeros()
{
    Sums<Pixels, Vectors> sums;
    sums.each([](__m512& sum, int, int) JACKDAW_ALWAYS { sum = _mm512_setzero_ps(); });
    return sums;
}

/// Some pixels from \p pixel on, some vectors of output channels from \p channel on.
template <int Pixels, int Vectors>
__attribute__((noinline)) void denseTile(const Run* runs, std::int64_t count, const Target& target, std::int64_t pixel,
                                         std::int64_t channel)
{
    auto sums = zeros<Pixels, Vectors>();
    for (const Run* run = runs; run != runs + count; ++run)
        addRun(*run, sums);
    store(sums, target, pixel, channel);
}

/// Calls \p block with how many vectors and the first channel.
template <class Block>
inline void inBlocks(std::int64_t channels, Block block)
{
    for (std::int64_t channel = 0; channel < channels; channel += kBlock) {
        if (channel + kLanes < channels)
            block(Count<2>{}, channel);
        else
            block(Count<1>{}, channel);
    }
}

constexpr int kDensePixels = 12;

/// The part of a window that lies within the picture.
struct Clipped {
    std::int64_t start; ///< of the whole window; may be negative
    std::int64_t first; ///< places within the window: first … last - 1
    std::int64_t last;
};

inline Clipped clipped(const Window& window, int axis, std::int64_t place)
{
    const std::int64_t start = place * window.stride[axis] - window.pad[axis];
    const std::int64_t extent = axis == 0 ? window.height : window.width;
    return {start, larger(0, -start), smaller(window.kernel[axis], extent - start)};
}

/// Calls \p row with the picture's first row of pixels, the place down, and the first pixel of the result.
template <class Row>
inline void inRows(const Window& window, std::int64_t first, std::int64_t last, Row row)
{
    for (std::int64_t at = first; at < last; ++at)
        row(at / window.outHeight * window.height, at % window.outHeight, at * window.outWidth);
}

/// Several pixels at once where the whole window lies within the picture, one at a time beside its edges.
template <int Most, class Tile>
inline void alongRow(const Window& window, Tile tile)
{
    const std::int64_t stride = window.stride[1];
    const std::int64_t first = smaller((window.pad[1] + stride - 1) / stride, window.outWidth);
    const std::int64_t room = window.width - window.kernel[1] + window.pad[1];
    const std::int64_t last = room < 0 ? first : larger(first, smaller(room / stride + 1, window.outWidth));
    for (std::int64_t x = 0; x < first; ++x)
        tile(Count<1>{}, x);
    inTiles<Most>(first, last, tile);
    for (std::int64_t x = last; x < window.outWidth; ++x)
        tile(Count<1>{}, x);
}

/// The rows of the window at \p x, with the weights for one block of outputs. Returns how many.
inline std::int64_t runsAt(const WindowJob& job, std::int64_t picture, const Clipped& down, std::int64_t x,
                           const float* weight, Run (&runs)[kMostRuns])
{
    const Clipped right = clipped(job.window, 1, x);
    const std::int64_t channels = job.input.channels;
    for (std::int64_t i = down.first; i < down.last; ++i)
        runs[i - down.first] = {
            job.input.values + ((picture + down.start + i) * job.window.width + right.start + right.first) * channels,
            job.window.stride[1] * channels, larger(0, right.last - right.first) * channels,
            weight + (i * job.window.kernel[1] + right.first) * channels * kBlock};
    return larger(0, down.last - down.first);
}

/// What a window makes of one channel's values.
struct Sum {
    static __m512 first() { return _mm512_setzero_ps(); }
    static __m512 weight(const float* weights, std::int64_t place) { return _mm512_loadu_ps(weights + place); }
    static __m512 next(__m512 before, __m512 value, __m512 weight) { return _mm512_fmadd_ps(value, weight, before); }
};

struct Largest {
    static __m512 first() { return _mm512_set1_ps(-__builtin_inff()); }
    static __m512 weight(const float*, std::int64_t) { return _mm512_setzero_ps(); }
    /// What is no number stays so, whichever of them it is.
    static __m512 next(__m512 before, __m512 value, __m512)
    {
        const __mmask16 isNone = _mm512_cmp_ps_mask(before, before, _CMP_UNORD_Q);
        return _mm512_mask_mov_ps(_mm512_max_ps(before, value), isNone, before);
    }
};

/// The places of a window that lie within the picture, for one pixel; its neighbours' are \p pixelStep further.
struct Places {
    const float* input;
    const float* weights; ///< of all places
    std::int64_t weight; ///< the first one's
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t rowStep;
    std::int64_t pixelStep;
    std::int64_t weightRowStep;
    std::int64_t weightStep;
};

inline Places placesAt(const WindowJob& job, std::int64_t picture, const Clipped& down, std::int64_t x)
{
    const Window& window = job.window;
    const Clipped right = clipped(window, 1, x);
    const std::int64_t channels = job.input.channels;
    const std::int64_t padded = (channels + kLanes - 1) / kLanes * kLanes;
    const std::int64_t row = picture + down.start + down.first;
    return {job.input.values + (row * window.width + right.start + right.first) * channels,
            job.weight,
            (down.first * window.kernel[1] + right.first) * padded,
            down.last - down.first,
            right.last - right.first,
            window.width * channels,
            window.stride[1] * channels,
            window.kernel[1] * padded,
            padded};
}

/// Some pixels of all channels, which are at least a vector: the last one may overlap the one before it.
template <class Make, int Pixels>
__attribute__((noinline)) void channelTile(const Places& places, const Target& target, std::int64_t pixel)
{
    const std::int64_t pixelStep = places.pixelStep;
    const std::int64_t weightStep = places.weightStep;
    for (std::int64_t at = 0; at < target.channels; at += kLanes) {
        const std::int64_t channel = smaller(at, target.channels - kLanes);
        Sums<Pixels, 1> sums;
        sums.each([](__m512& sum, int, int) JACKDAW_ALWAYS { sum = Make::first(); });
        const float* inputRow = places.input + channel;
        std::int64_t weightRow = places.weight + channel;
        for (std::int64_t i = places.rows; i > 0; --i) {
            const float* input = inputRow;
            std::int64_t weight = weightRow;
            for (std::int64_t j = places.columns; j > 0; --j) {
                const __m512 factor = Make::weight(places.weights, weight);
                sums.each([&](__m512& sum, int, int p) JACKDAW_ALWAYS {
                    sum = Make::next(sum, _mm512_loadu_ps(input + p * pixelStep), factor);
                });
                input += target.channels;
                weight += weightStep;
            }
            inputRow += places.rowStep;
            weightRow += places.weightRowStep;
        }
        store(sums, target, pixel, channel);
    }
}

template <class Make>
inline void runChannels(const WindowJob& job, std::int64_t first, std::int64_t last)
{
    constexpr int kPixels = 8;
    inRows(job.window, first, last, [&](std::int64_t picture, std::int64_t y, std::int64_t pixel) {
        const Clipped down = clipped(job.window, 0, y);
        alongRow<kPixels>(job.window, [&]<int Pixels>(Count<Pixels>, std::int64_t x) {
            channelTile<Make, Pixels>(placesAt(job, picture, down, x), job.target, pixel + x);
        });
    });
}

} // namespace

bool hasKernels()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}

void runPointwise(const PointwiseJob& job, std::int64_t first, std::int64_t last)
{
    std::int64_t inputs = 0;
    for (const Pixels* part = job.parts; part != job.parts + job.partCount; ++part)
        inputs += part->channels;
    inBlocks(job.target.channels, [&]<int Vectors>(Count<Vectors>, std::int64_t channel) {
        inTiles<kDensePixels>(first, last, [&]<int Pixels>(Count<Pixels>, std::int64_t pixel) {
            Run runs[kMostRuns];
            const float* weight = job.weight + channel * inputs;
            for (std::int64_t i = 0; i < job.partCount; ++i) {
                const auto& [values, channels] = job.parts[i];
                runs[i] = {values + pixel * channels, channels, channels, weight};
                weight += channels * kBlock;
            }
            denseTile<Pixels, Vectors>(runs, job.partCount, job.target, pixel, channel);
        });
    });
}

void runDense(const WindowJob& job, std::int64_t first, std::int64_t last)
{
    const std::int64_t inputs = job.window.kernel[0] * job.window.kernel[1] * job.input.channels;
    inRows(job.window, first, last, [&](std::int64_t picture, std::int64_t y, std::int64_t pixel) {
        const Clipped down = clipped(job.window, 0, y);
        inBlocks(job.target.channels, [&]<int Vectors>(Count<Vectors>, std::int64_t channel) {
            alongRow<kDensePixels>(job.window, [&]<int Pixels>(Count<Pixels>, std::int64_t x) {
                Run runs[kMostRuns];
                const auto count = runsAt(job, picture, down, x, job.weight + channel * inputs, runs);
                denseTile<Pixels, Vectors>(runs, count, job.target, pixel + x, channel);
            });
        });
    });
}

void runDepthwise(const WindowJob& job, std::int64_t first, std::int64_t last)
{
    runChannels<Sum>(job, first, last);
}

void runMaxPool(const WindowJob& job, std::int64_t first, std::int64_t last)
{
    runChannels<Largest>(job, first, last);
}

void runInterleave(const Pixels& left, const Pixels& right, std::int64_t count, float* output, std::int64_t first,
                   std::int64_t last)
{
    const __m512i lower = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const __m512i upper = _mm512_add_epi32(lower, _mm512_set1_epi32(kLanes / 2));
    for (std::int64_t pixel = first; pixel < last; ++pixel)
        for (std::int64_t channel = 0; channel < count; channel += kLanes) {
            const __mmask16 lanes = lanesOf(channel, count);
            const __m512 a = _mm512_maskz_loadu_ps(lanes, left.values + pixel * left.channels + channel);
            const __m512 b = _mm512_maskz_loadu_ps(lanes, right.values + pixel * right.channels + channel);
            float* to = output + 2 * (pixel * count + channel);
            _mm512_mask_storeu_ps(to, lanesOf(2 * channel, 2 * count), _mm512_permutex2var_ps(a, lower, b));
            if (2 * channel + kLanes < 2 * count)
                _mm512_mask_storeu_ps(to + kLanes, lanesOf(2 * channel + kLanes, 2 * count),
                                      _mm512_permutex2var_ps(a, upper, b));
        }
}

} // namespace jackdaw::onnx

#undef JACKDAW_INLINE
#undef JACKDAW_ALWAYS
#else

namespace jackdaw::onnx {

bool hasKernels()
{
    return false;
}

void runPointwise(const PointwiseJob&, std::int64_t, std::int64_t)
{
}

void runDense(const WindowJob&, std::int64_t, std::int64_t)
{
}

void runDepthwise(const WindowJob&, std::int64_t, std::int64_t)
{
}

void runMaxPool(const WindowJob&, std::int64_t, std::int64_t)
{
}

void runInterleave(const Pixels&, const Pixels&, std::int64_t, float*, std::int64_t, std::int64_t)
{
}

} // namespace jackdaw::onnx

#endif
