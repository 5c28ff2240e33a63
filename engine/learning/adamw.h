// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace jackdaw::learning {

/// AdamW (Loshchilov & Hutter 2019) for one tensor's values.
class AdamW {
public:
    AdamW(std::size_t count, float weightDecay) : m_mean(count), m_square(count), m_weightDecay(weightDecay) { }

    /// Moves \p values against \p gradient, which is scaled by \p gradientScale first.
    void step(std::span<float> values, std::span<const float> gradient, float learningRate, float gradientScale);

private:
    std::vector<float> m_mean;
    std::vector<float> m_square;
    float m_weightDecay;
    int m_steps = 0;
};

/// Sum of squares.
double squaredNorm(std::span<const float> values);

} // namespace jackdaw::learning
