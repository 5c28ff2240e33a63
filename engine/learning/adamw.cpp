// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/adamw.h"

#include <array>
#include <cmath>

// The loops below are compiled for several instruction sets; the processor's best is taken when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define JACKDAW_VECTORISED __attribute__((optimize("O3"), target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define JACKDAW_VECTORISED
#endif

namespace jackdaw::learning {
namespace {

constexpr float kMeanDecay = 0.9F;
constexpr float kSquareDecay = 0.99F; ///< shorter memory than usual: a retraining has tens of steps, not thousands
constexpr float kEpsilon = 1e-8F;

struct Step {
    float keep; ///< 1 - learning rate * weight decay
    float rate; ///< learning rate / bias correction of the mean
    float squareScale; ///< 1 / bias correction of the square
    float gradientScale;
};

JACKDAW_VECTORISED void update(float* values, const float* gradient, float* mean, float* square, std::size_t count,
                               Step step)
{
    for (std::size_t i = 0; i < count; ++i) {
        const float slope = gradient[i] * step.gradientScale;
        mean[i] = kMeanDecay * mean[i] + (1.0F - kMeanDecay) * slope;
        square[i] = kSquareDecay * square[i] + (1.0F - kSquareDecay) * slope * slope;
        values[i] = step.keep * values[i] - step.rate * mean[i] / (std::sqrt(square[i] * step.squareScale) + kEpsilon);
    }
}

} // namespace

void AdamW::step(std::span<float> values, std::span<const float> gradient, float learningRate, float gradientScale)
{
    ++m_steps;
    const auto steps = static_cast<float>(m_steps);
    const Step step{1.0F - learningRate * m_weightDecay, learningRate / (1.0F - std::pow(kMeanDecay, steps)),
                    1.0F / (1.0F - std::pow(kSquareDecay, steps)), gradientScale};
    update(values.data(), gradient.data(), m_mean.data(), m_square.data(), values.size(), step);
}

double squaredNorm(std::span<const float> values)
{
    // Independent partial sums in a fixed order, so that the loop can be vectorised and the result stays the same.
    std::array<float, 16> lanes{};
    std::size_t i = 0;
    for (; i + lanes.size() <= values.size(); i += lanes.size())
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] += values[i + lane] * values[i + lane];
    double sum = 0.0;
    for (const float lane : lanes)
        sum += lane;
    for (; i < values.size(); ++i)
        sum += static_cast<double>(values[i]) * values[i];
    return sum;
}

} // namespace jackdaw::learning
