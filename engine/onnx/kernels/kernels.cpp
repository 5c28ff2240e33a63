// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0

// Compiled for AVX-512 (see CMakeLists.txt): nothing but the intrinsics is included, so that no function that others
// share comes out of this file.
#include "engine/onnx/kernels/kernels.h"

#if defined(__AVX512F__)
#include <immintrin.h>

namespace jackdaw::onnx {
namespace {

/// Within two units in the last place for all that does not overflow.
inline __m512 exponential(__m512 x)
{
    x = _mm512_min_ps(_mm512_max_ps(x, _mm512_set1_ps(-87.0F)), _mm512_set1_ps(88.0F));
    const __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504F)), 0);
    __m512 r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693359375F), x);
    r = _mm512_fnmadd_ps(n, _mm512_set1_ps(-2.12194440e-4F), r);
    __m512 p = _mm512_set1_ps(1.9875691500e-4F);
    constexpr float kFurther[]{1.3981999507e-3F, 8.3334519073e-3F, 4.1665795894e-2F, 1.6666665459e-1F,
                               5.0000001201e-1F};
    for (const float c : kFurther)
        p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(c));
    p = _mm512_add_ps(_mm512_fmadd_ps(p, _mm512_mul_ps(r, r), r), _mm512_set1_ps(1.0F));
    return _mm512_scalef_ps(p, n);
}

inline __m512 sigmoid(__m512 x)
{
    const __m512 one = _mm512_set1_ps(1.0F);
    return _mm512_div_ps(one, _mm512_add_ps(one, exponential(_mm512_sub_ps(_mm512_setzero_ps(), x))));
}

inline __m512 finished(__m512 x, const Finish& finish)
{
    const __m512 low = _mm512_set1_ps(finish.low);
    const __m512 zero = _mm512_setzero_ps();
    switch (finish.kind) {
    case Finish::Kind::Slope: return _mm512_fmadd_ps(low, _mm512_min_ps(x, zero), _mm512_max_ps(x, zero));
    case Finish::Kind::Bounds: return _mm512_min_ps(_mm512_max_ps(x, low), _mm512_set1_ps(finish.high));
    case Finish::Kind::Sigmoid: return sigmoid(x);
    case Finish::Kind::Swish: return _mm512_mul_ps(x, sigmoid(x));
    }
    return x;
}

/// The lanes of the vector that begins at \p channel and lie within \p channels.
inline __mmask16 lanesOf(std::int64_t channel, std::int64_t channels)
{
    const std::int64_t left = channels - channel;
    return static_cast<__mmask16>(left >= kLanes ? 0xFFFF : (1 << left) - 1);
}

inline void store(__m512 sum, const float* addend, float* output, std::int64_t offset, __mmask16 lanes,
                  const Finish& finish)
{
    if (addend)
        sum = _mm512_add_ps(sum, _mm512_maskz_loadu_ps(lanes, addend + offset));
    _mm512_mask_storeu_ps(output + offset, lanes, finished(sum, finish));
}

/// \p Pixels from \p pixel on, \p Vectors of output channels from \p channel on: all sums stay in registers.
template <int Pixels, int Vectors>
inline void pointwiseTile(const PointwiseJob& job, std::int64_t pixel, std::int64_t channel)
{
    const float* weight = job.weight + channel * job.inputs;
    const float* input = job.input + pixel * job.inputs;
    __m512 sums[Pixels][Vectors];
    for (int v = 0; v < Vectors; ++v)
        for (int p = 0; p < Pixels; ++p)
            sums[p][v] = _mm512_loadu_ps(job.bias + channel + v * kLanes);
    for (std::int64_t k = 0; k < job.inputs; ++k, weight += kBlock) {
        __m512 weights[Vectors];
        for (int v = 0; v < Vectors; ++v)
            weights[v] = _mm512_loadu_ps(weight + v * kLanes);
        for (int p = 0; p < Pixels; ++p) {
            const __m512 value = _mm512_set1_ps(input[p * job.inputs + k]);
            for (int v = 0; v < Vectors; ++v)
                sums[p][v] = _mm512_fmadd_ps(value, weights[v], sums[p][v]);
        }
    }
    for (int p = 0; p < Pixels; ++p)
        for (int v = 0; v < Vectors; ++v)
            store(sums[p][v], job.addend, job.output, (pixel + p) * job.outputs + channel + v * kLanes,
                  lanesOf(channel + v * kLanes, job.outputs), job.finish);
}

template <int Vectors>
void pointwiseBlock(const PointwiseJob& job, std::int64_t channel, std::int64_t pixel, std::int64_t last)
{
    for (; pixel + 12 <= last; pixel += 12)
        pointwiseTile<12, Vectors>(job, pixel, channel);
    for (; pixel + 4 <= last; pixel += 4)
        pointwiseTile<4, Vectors>(job, pixel, channel);
    for (; pixel < last; ++pixel)
        pointwiseTile<1, Vectors>(job, pixel, channel);
}

} // namespace

bool hasKernels()
{
    return __builtin_cpu_supports("avx512f");
}

void runPointwise(const PointwiseJob& job, std::int64_t first, std::int64_t last)
{
    for (std::int64_t channel = 0; channel < job.outputs; channel += kBlock) {
        if (channel + kLanes < job.outputs)
            pointwiseBlock<2>(job, channel, first, last);
        else
            pointwiseBlock<1>(job, channel, first, last);
    }
}

} // namespace jackdaw::onnx

#else

namespace jackdaw::onnx {

bool hasKernels()
{
    return false;
}

void runPointwise(const PointwiseJob&, std::int64_t, std::int64_t)
{
}

} // namespace jackdaw::onnx

#endif
