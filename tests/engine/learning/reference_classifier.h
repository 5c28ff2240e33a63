// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/classifier_weights.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace jackdaw::testing {

/// A classifier once more, as plain loops over plain arrays: what any faster form must agree with.
class ReferenceClassifier {
public:
    explicit ReferenceClassifier(const learning::ClassifierWeights& weights) :
        m_plan(weights.plan()), m_values(weights.values())
    {
    }

    /// \p input is crop x crop x 3; the result a value per class.
    std::vector<float> run(const std::vector<float>& input) const
    {
        const int side = m_plan.architecture.crop;
        std::vector<Plane> results{{3, side, input}};
        for (std::size_t i = 1; i < m_plan.steps.size(); ++i)
            results.push_back(result(m_plan.steps[i], results));
        return results.back().values;
    }

private:
    using Kind = learning::ClassifierStep::Kind;

    /// Rows x columns x channels.
    struct Plane {
        int channels = 0;
        int side = 0;
        std::vector<float> values;

        float at(int y, int x, int channel) const
        {
            return values[static_cast<std::size_t>((y * side + x) * channels + channel)];
        }
    };

    Plane result(const learning::ClassifierStep& step, const std::vector<Plane>& results) const
    {
        const Plane& input = results[static_cast<std::size_t>(step.input)];
        const Plane* other = step.other < 0 ? nullptr : &results[static_cast<std::size_t>(step.other)];
        const int half = input.channels / 2;
        switch (step.kind) {
        case Kind::Unit: return applied(step, input, other);
        case Kind::FirstHalf: return made(half, input.side, [&](int y, int x, int c) { return input.at(y, x, c); });
        case Kind::SecondHalf:
            return made(half, input.side, [&](int y, int x, int c) { return input.at(y, x, half + c); });
        case Kind::Shuffle:
            return made(2 * input.channels, input.side,
                        [&](int y, int x, int c) { return (c % 2 == 0 ? input : *other).at(y, x, c / 2); });
        case Kind::Mean: return mean(input);
        case Kind::MaxPool: return pooled(input);
        case Kind::Input: break;
        }
        return input;
    }

    template <class Value>
    static Plane made(int channels, int side, Value value)
    {
        Plane plane{channels, side, {}};
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                for (int c = 0; c < channels; ++c)
                    plane.values.push_back(value(y, x, c));
        return plane;
    }

    static Plane mean(const Plane& input)
    {
        return made(input.channels, 1, [&](int, int, int c) {
            double sum = 0.0;
            for (int y = 0; y < input.side; ++y)
                for (int x = 0; x < input.side; ++x)
                    sum += static_cast<double>(input.at(y, x, c));
            return static_cast<float>(sum / (input.side * input.side));
        });
    }

    static Plane pooled(const Plane& input)
    {
        return made(input.channels, (input.side + 1) / 2, [&](int y, int x, int c) {
            float most = -INFINITY;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx)
                    if (isInside(input, 2 * y + dy, 2 * x + dx))
                        most = std::max(most, input.at(2 * y + dy, 2 * x + dx, c));
            return most;
        });
    }

    static bool isInside(const Plane& plane, int y, int x)
    {
        return y >= 0 && x >= 0 && y < plane.side && x < plane.side;
    }

    float convolved(const learning::Unit& unit, const Plane& input, int channel, int y, int x) const
    {
        const int inner = unit.in / unit.groups;
        const int first = channel / (unit.out / unit.groups) * inner;
        double sum = 0.0;
        for (int ky = 0; ky < unit.kernel; ++ky)
            for (int kx = 0; kx < unit.kernel; ++kx) {
                const int sy = y * unit.stride + ky - unit.kernel / 2;
                const int sx = x * unit.stride + kx - unit.kernel / 2;
                for (int in = 0; isInside(input, sy, sx) && in < inner; ++in) {
                    const int index = ((channel * inner + in) * unit.kernel + ky) * unit.kernel + kx;
                    sum += static_cast<double>(m_values[unit.weight + static_cast<std::size_t>(index)])
                        * static_cast<double>(input.at(sy, sx, first + in));
                }
            }
        return static_cast<float>(sum);
    }

    float normalised(const learning::Unit& unit, int channel, float value) const
    {
        const auto at = [&](std::size_t offset) { return m_values[offset + static_cast<std::size_t>(channel)]; };
        if (!unit.normalised)
            return value + at(unit.bias);
        return (value - at(unit.mean)) / std::sqrt(at(unit.variance) + 1e-5F) * at(unit.scale) + at(unit.bias);
    }

    Plane applied(const learning::ClassifierStep& step, const Plane& input, const Plane* addend) const
    {
        const learning::Unit& unit = m_plan.units[static_cast<std::size_t>(step.unit)];
        const int side = (input.side + unit.stride - 1) / unit.stride;
        return made(unit.out, side, [&](int y, int x, int c) {
            float value = normalised(unit, c, convolved(unit, input, c, y, x));
            value += addend ? addend->at(y, x, c) : 0.0F;
            switch (step.activation) {
            case learning::Activation::Relu: return std::max(value, 0.0F);
            case learning::Activation::Relu6: return std::clamp(value, 0.0F, 6.0F);
            case learning::Activation::None: break;
            }
            return value;
        });
    }

    const learning::ClassifierPlan& m_plan;
    const std::vector<float>& m_values;
};

} // namespace jackdaw::testing
