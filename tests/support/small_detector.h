// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/onnx/graph.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

inline constexpr int kSide = 96; ///< of a small detector's picture

/// Weights that depend on \p number alone.
inline std::vector<float> noise(std::size_t count, std::uint32_t number, double bound)
{
    RandomStream random(5, number, RandomPurpose::Test);
    std::vector<float> values(count);
    for (float& value : values)
        value = static_cast<float>(random.uniform(-bound, bound));
    return values;
}

/// A network with YOLOX's outputs and random features at the strides 8, 16 and 32.
class SmallDetector {
public:
    SmallDetector()
    {
        m_parts.name = "small";
        m_parts.opset = 11;
        m_parts.inputs = {{"images", {1, 3, kSide, kSide}}};
        m_parts.outputs = {{"output", {1, 189, 85}}};
        convolution("images", "f1", 3, 24, 8, 8, 0.004);
        node("Relu", {"f1"}, "r1");
        convolution("r1", "f2", 24, 24, 2, 2, 0.2);
        node("Relu", {"f2"}, "r2");
        convolution("r2", "f3", 24, 24, 2, 2, 0.2);
        node("Relu", {"f3"}, "r3");
        std::vector<std::string> rows;
        for (const auto& [feature, cells] : {std::pair{"r1", 144}, {"r2", 36}, {"r3", 9}})
            rows.push_back(head(feature, cells));
        node("Concat", rows, "all", {{"axis", std::int64_t{2}}});
        node("Transpose", {"all"}, "output", {{"perm", std::vector<std::int64_t>{0, 2, 1}}});
    }

    const onnx::GraphParts& parts() const { return m_parts; }

private:
    void node(const std::string& type, std::vector<std::string> inputs, const std::string& output,
              std::map<std::string, onnx::Attribute> attributes = {})
    {
        m_parts.nodes.push_back({output, type, "", std::move(inputs), {output}, std::move(attributes)});
    }

    void convolution(const std::string& input, const std::string& output, int in, int out, int kernel, int stride,
                     double bound, float bias = 0.0F)
    {
        const auto number = static_cast<std::uint32_t>(m_parts.nodes.size());
        m_parts.weights[output + ".w"] = {{out, in, kernel, kernel},
                                          noise(static_cast<std::size_t>(out * in * kernel * kernel), number, bound)};
        m_parts.weights[output + ".b"] = {{out}, std::vector<float>(static_cast<std::size_t>(out), bias)};
        node("Conv", {input, output + ".w", output + ".b"}, output,
             {{"strides", std::vector<std::int64_t>{stride, stride}},
              {"kernel_shape", std::vector<std::int64_t>{kernel, kernel}}});
    }

    std::string head(const std::string& feature, int cells)
    {
        convolution(feature, feature + ".box", 24, 4, 1, 1, 0.01, 0.5F);
        convolution(feature, feature + ".object", 24, 1, 1, 1, 0.01, -4.0F);
        convolution(feature, feature + ".class", 24, 80, 1, 1, 0.01, 0.0F);
        node("Sigmoid", {feature + ".object"}, feature + ".objectness");
        node("Sigmoid", {feature + ".class"}, feature + ".scores");
        node("Concat", {feature + ".box", feature + ".objectness", feature + ".scores"}, feature + ".cells",
             {{"axis", std::int64_t{1}}});
        m_parts.weights[feature + ".shape"] = {{3}, std::vector<std::int64_t>{1, 85, cells}};
        node("Reshape", {feature + ".cells", feature + ".shape"}, feature + ".rows");
        return feature + ".rows";
    }

    onnx::GraphParts m_parts;
};

} // namespace jackdaw::testing
