// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/weights_impl.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace jackdaw::testing {

/// The point detector once more, as plain loops over plain arrays: what any faster form must agree with.
class ReferenceNetwork {
public:
    explicit ReferenceNetwork(const learning::NetworkWeights& weights) :
        m_plan(weights.impl().plan), m_values(weights.impl().values)
    {
    }

    /// \p input is height x width x 3; the result cells x channels.
    std::vector<float> run(const std::vector<float>& input) const
    {
        Plane values{3, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, input};
        for (const int unit : m_plan.stem)
            values = apply(unit, values, true);
        std::vector<Plane> levels;
        for (const auto& level : m_plan.levels) {
            for (const auto& block : level) {
                const Plane shortcut = block.shortcut < 0 ? values : apply(block.shortcut, values, false);
                values = apply(block.second, apply(block.first, values, true), true, &shortcut);
            }
            levels.push_back(values);
        }
        Plane sum = apply(m_plan.laterals[2], levels[2], false);
        for (const std::size_t level : {1U, 0U}) {
            const Plane coarser = doubled(sum);
            sum = apply(m_plan.laterals[level], levels[level], level == 0, &coarser);
        }
        return apply(m_plan.output, apply(m_plan.joined, sum, true), false).values;
    }

private:
    /// Rows x columns x channels.
    struct Plane {
        int channels;
        int height;
        int width;
        std::vector<float> values;

        const float* at(int y, int x) const
        {
            return values.data() + static_cast<std::size_t>((y * width + x) * channels);
        }
    };

    float normalised(const learning::Unit& unit, std::size_t channel, float value) const
    {
        if (!unit.normalised)
            return value + m_values[unit.bias + channel];
        return (value - m_values[unit.mean + channel]) / std::sqrt(m_values[unit.variance + channel] + 1e-5F)
            * m_values[unit.scale + channel]
            + m_values[unit.bias + channel];
    }

    float convolved(const learning::Unit& unit, const Plane& input, int channel, int y, int x) const
    {
        double sum = 0.0;
        for (int ky = 0; ky < unit.kernel; ++ky)
            for (int kx = 0; kx < unit.kernel; ++kx) {
                const int sy = y * unit.stride + ky - unit.kernel / 2;
                const int sx = x * unit.stride + kx - unit.kernel / 2;
                if (sy < 0 || sx < 0 || sy >= input.height || sx >= input.width)
                    continue;
                for (int in = 0; in < unit.in; ++in) {
                    const int index = ((channel * unit.in + in) * unit.kernel + ky) * unit.kernel + kx;
                    sum += static_cast<double>(m_values[unit.weight + static_cast<std::size_t>(index)])
                        * input.at(sy, sx)[in];
                }
            }
        return static_cast<float>(sum);
    }

    Plane apply(int number, const Plane& input, bool relu, const Plane* addend = nullptr) const
    {
        const learning::Unit& unit = m_plan.units[static_cast<std::size_t>(number)];
        Plane output{unit.out, input.height / unit.stride, input.width / unit.stride, {}};
        for (int y = 0; y < output.height; ++y)
            for (int x = 0; x < output.width; ++x)
                for (int channel = 0; channel < unit.out; ++channel) {
                    float value =
                        normalised(unit, static_cast<std::size_t>(channel), convolved(unit, input, channel, y, x));
                    if (addend)
                        value += addend->at(y, x)[channel];
                    output.values.push_back(relu ? std::max(value, 0.0F) : value);
                }
        return output;
    }

    static Plane doubled(const Plane& input)
    {
        Plane output{input.channels, input.height * 2, input.width * 2, {}};
        for (int y = 0; y < output.height; ++y)
            for (int x = 0; x < output.width; ++x)
                output.values.insert(output.values.end(), input.at(y / 2, x / 2),
                                     input.at(y / 2, x / 2) + input.channels);
        return output;
    }

    const learning::NetworkPlan& m_plan;
    const std::vector<float>& m_values;
};

} // namespace jackdaw::testing
