// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/onnx/graph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

inline constexpr int kSide = 96; ///< of a small detector's picture
/// The logit of what a detector sees only once it has learned it.
inline constexpr float kSilent = -4.0F;

/// Puts a detector of pictures of 96 x 96 together. Its features are random, the same ones in every run.
class DetectorBuilder {
public:
    DetectorBuilder(const std::string& name, std::int64_t opset)
    {
        m_parts.name = name;
        m_parts.opset = opset;
        m_parts.inputs = {{"images", {1, 3, kSide, kSide}}};
    }

    std::string node(const std::string& type, std::vector<std::string> inputs, const std::string& output,
                     std::map<std::string, onnx::Attribute> attributes = {})
    {
        m_parts.nodes.push_back({output, type, "", std::move(inputs), {output}, std::move(attributes)});
        return output;
    }
    std::string list(const std::string& name, std::vector<std::int64_t> values)
    {
        m_parts.weights[name] = {{static_cast<std::int64_t>(values.size())}, std::move(values)};
        return name;
    }
    void output(const std::string& name, onnx::Shape shape) { m_parts.outputs.push_back({name, std::move(shape)}); }

    struct Window {
        int kernel = 1;
        int stride = 1;
        int padding = 0;
        int groups = 1;
    };
    /// Weights lie within \p bound, \p biases are repeated over the channels.
    std::string convolution(const std::string& input, const std::string& output, int in, int out, const Window& window,
                            double bound, const std::vector<float>& biases = {0.0F})
    {
        RandomStream random(5, static_cast<std::uint32_t>(m_parts.nodes.size()), RandomPurpose::Test);
        const std::int64_t perGroup = in / window.groups;
        std::vector<float> values(static_cast<std::size_t>(out * perGroup * window.kernel * window.kernel));
        for (float& value : values)
            value = static_cast<float>(random.uniform(-bound, bound));
        std::vector<float> shifts(static_cast<std::size_t>(out));
        for (std::size_t i = 0; i < shifts.size(); ++i)
            shifts[i] = biases[i % biases.size()];
        m_parts.weights[output + ".w"] = {{out, perGroup, window.kernel, window.kernel}, std::move(values)};
        m_parts.weights[output + ".b"] = {{out}, std::move(shifts)};
        return node("Conv", {input, output + ".w", output + ".b"}, output,
                    {{"strides", Values{window.stride, window.stride}},
                     {"kernel_shape", Values{window.kernel, window.kernel}},
                     {"pads", Values(4, window.padding)},
                     {"group", std::int64_t{window.groups}}});
    }
    /// With weights that keep the size of what goes through a rectifier (He et al. 2015).
    std::string feature(const std::string& input, const std::string& output, int in, int out, const Window& window)
    {
        return convolution(input, output, in, out, window,
                           std::sqrt(6.0 / (in / window.groups * window.kernel * window.kernel)));
    }

    /// Shifts what the convolution \p name gives so that it is nothing where all inputs are \p mean, as a normalisation
    /// that was folded into it would.
    void centre(const std::string& name, float mean)
    {
        const auto& weights = std::get<std::vector<float>>(m_parts.weights.at(name + ".w").values);
        auto& biases = std::get<std::vector<float>>(m_parts.weights.at(name + ".b").values);
        const std::size_t each = weights.size() / biases.size();
        for (std::size_t i = 0; i < biases.size(); ++i)
            for (std::size_t k = 0; k < each; ++k)
                biases[i] -= mean * weights[i * each + k];
    }

    using Values = std::vector<std::int64_t>;
    onnx::GraphParts& parts() { return m_parts; }

private:
    onnx::GraphParts m_parts;
};

/// YOLOX's outputs, with features at the strides 8, 16 and 32. Its first \p voiced classes are as likely as not where
/// there is something.
class SmallYolox : private DetectorBuilder {
public:
    explicit SmallYolox(int voiced = 80) : DetectorBuilder("small", 11), m_classes(80, kSilent)
    {
        std::fill_n(m_classes.begin(), voiced, 0.0F);
        convolution("images", "f1", 3, kWidth, {8, 8}, 0.004);
        node("Relu", {"f1"}, "r1");
        convolution("r1", "f2", kWidth, kWidth, {2, 2}, 0.2);
        node("Relu", {"f2"}, "r2");
        convolution("r2", "f3", kWidth, kWidth, {2, 2}, 0.2);
        node("Relu", {"f3"}, "r3");
        node("Concat", {head("r1", 144), head("r2", 36), head("r3", 9)}, "all", {{"axis", std::int64_t{2}}});
        node("Transpose", {"all"}, "output", {{"perm", Values{0, 2, 1}}});
        output("output", {1, 189, 85});
    }
    using DetectorBuilder::parts;

private:
    static constexpr int kWidth = 24;

    std::string head(const std::string& input, int cells)
    {
        convolution(input, input + ".box", kWidth, 4, {}, 0.01, {0.5F});
        convolution(input, input + ".object", kWidth, 1, {}, 0.01, {kSilent});
        convolution(input, input + ".class", kWidth, 80, {}, 0.01, m_classes);
        node("Sigmoid", {input + ".object"}, input + ".objectness");
        node("Sigmoid", {input + ".class"}, input + ".scores");
        node("Concat", {input + ".box", input + ".objectness", input + ".scores"}, input + ".cells",
             {{"axis", std::int64_t{1}}});
        return node("Reshape", {input + ".cells", list(input + ".shape", {1, 85, cells})}, input + ".rows");
    }

    std::vector<float> m_classes; ///< biases
};

/// YOLOv3-tiny, narrower: darknet's convolutions and pools, the last of which keeps the size, and the way from the
/// coarse grid to the fine one. Outputs are those of darknet's last convolutions; its first two classes are as likely
/// as not where there is something.
class SmallYolov3Tiny : private DetectorBuilder {
public:
    SmallYolov3Tiny() : DetectorBuilder("tiny", 13)
    {
        const std::vector<int> widths{3, 8, 12, 16, 24, 32, 48};
        std::string last = "images";
        for (std::size_t i = 1; i < widths.size(); ++i) {
            leaky(last, "layer" + std::to_string(i), widths[i - 1], widths[i], 3);
            last = pool("layer" + std::to_string(i), i == 6 ? 1 : 2);
        }
        centre("layer1.conv", 0.43F);
        leaky(last, "layer7", 48, 64, 3);
        leaky("layer7", "neck", 64, 32, 1);
        head(leaky("neck", "coarse.feature", 32, 64, 3), "coarse", 64, 3);
        leaky("neck", "narrow", 32, 16, 1);
        node("Concat", {twiceAsLarge("narrow"), "layer5"}, "joined", {{"axis", std::int64_t{1}}});
        head(leaky("joined", "fine.feature", 16 + 32, 48, 3), "fine", 48, 6);
    }
    using DetectorBuilder::parts;

private:
    std::string leaky(const std::string& input, const std::string& name, int in, int out, int kernel)
    {
        feature(input, name + ".conv", in, out, {kernel, 1, kernel / 2});
        return node("LeakyRelu", {name + ".conv"}, name, {{"alpha", 0.1F}});
    }
    std::string pool(const std::string& input, int stride)
    {
        return node("MaxPool", {input}, input + ".pool",
                    {{"kernel_shape", Values{2, 2}},
                     {"strides", Values{stride, stride}},
                     {"auto_pad", std::string("SAME_UPPER")}});
    }
    std::string twiceAsLarge(const std::string& input)
    {
        parts().weights["scales"] = {{4}, std::vector<float>{1.0F, 1.0F, 2.0F, 2.0F}};
        return node("Resize", {input, "", "scales"}, input + ".twice",
                    {{"mode", std::string("nearest")},
                     {"coordinate_transformation_mode", std::string("asymmetric")},
                     {"nearest_mode", std::string("floor")}});
    }
    void head(const std::string& input, const std::string& name, int in, int cells)
    {
        std::vector<float> biases(85, kSilent);
        std::fill_n(biases.begin(), 4, 0.0F);
        std::fill_n(biases.begin() + 5, 2, 0.0F);
        convolution(input, name, in, 3 * 85, {}, 0.01, biases);
        output(name, {1, 255, cells, cells});
    }
};

/// SSDLite on a narrow MobileNetV2, with torchvision's head on six grids: for each cell and anchor the logits of
/// COCO's 90 numbers and of the background, and a box.
class SmallSsdLite : private DetectorBuilder {
public:
    SmallSsdLite() : DetectorBuilder("ssd", 10)
    {
        rectified("images", "stem", 3, 16, {3, 2, 1});
        block("stem", "b1", 16, 24, 2);
        block("b1", "b2", 24, 32, 2);
        block("b2", "b3", 32, 32, 1);
        block("b3", "b4", 32, 48, 2);
        rectified("b4", "level0", 48, kWidth, {});
        block("level0", "b5", kWidth, kWidth, 2);
        rectified("b5", "level1", kWidth, kWidth, {});
        for (std::size_t level = 2; level < kCells.size(); ++level)
            smaller("level" + std::to_string(level - 1), "level" + std::to_string(level));
        heads("cls_logits", 91);
        heads("bbox_regression", 4);
    }
    using DetectorBuilder::parts;

private:
    static constexpr int kWidth = 64;
    static constexpr std::array<int, 6> kCells{6, 3, 2, 1, 1, 1}; ///< of each grid, in each direction

    std::string rectified(const std::string& input, const std::string& name, int in, int out, const Window& window)
    {
        feature(input, name + ".conv", in, out, window);
        return node("Clip", {name + ".conv"}, name, {{"min", 0.0F}, {"max", 6.0F}});
    }
    /// MobileNetV2's, with what goes past it where the size stays.
    void block(const std::string& input, const std::string& name, int in, int out, int stride)
    {
        rectified(input, name + ".wide", in, 2 * in, {});
        rectified(name + ".wide", name + ".depthwise", 2 * in, 2 * in, {3, stride, 1, 2 * in});
        feature(name + ".depthwise", stride == 1 ? name + ".narrow" : name, 2 * in, out, {});
        if (stride == 1)
            node("Add", {input, name + ".narrow"}, name);
    }
    void smaller(const std::string& input, const std::string& name)
    {
        rectified(input, name + ".narrow", kWidth, kWidth / 2, {});
        rectified(name + ".narrow", name + ".depthwise", kWidth / 2, kWidth / 2, {3, 2, 1, kWidth / 2});
        rectified(name + ".depthwise", name, kWidth / 2, kWidth, {});
    }
    /// The rows of all grids, each with \p values.
    void heads(const std::string& name, int values)
    {
        std::vector<std::string> rows;
        for (std::size_t level = 0; level < kCells.size(); ++level)
            rows.push_back(head("level" + std::to_string(level), name, values, kCells[level]));
        node("Concat", rows, name, {{"axis", std::int64_t{1}}});
        output(name, {1, 312, values});
    }
    std::string head(const std::string& input, const std::string& kind, int values, int cells)
    {
        const std::string name = input + "." + kind;
        rectified(input, name + ".depthwise", kWidth, kWidth, {3, 1, 1, kWidth});
        convolution(name + ".depthwise", name, kWidth, 6 * values, {}, 0.03);
        list(name + ".shape", {1, -1, values, cells, cells});
        list(name + ".flat", {1, -1, values});
        node("Reshape", {name, name + ".shape"}, name + ".split");
        node("Transpose", {name + ".split"}, name + ".turned", {{"perm", Values{0, 3, 4, 1, 2}}});
        return node("Reshape", {name + ".turned", name + ".flat"}, name + ".rows");
    }
};

} // namespace jackdaw::testing
