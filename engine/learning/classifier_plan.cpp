// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace jackdaw::learning {
namespace {

using Kind = ClassifierStep::Kind;

/// The nearest multiple of 8, but not below nine tenths of \p channels: how torchvision scales networks.
int divisible(double channels)
{
    constexpr int kDivisor = 8;
    const int rounded = std::max(kDivisor, static_cast<int>(channels + kDivisor / 2.0) / kDivisor * kDivisor);
    return rounded < 0.9 * channels ? rounded + kDivisor : rounded;
}

/// What ShuffleNetV2 is published with: channels of the three stages and of the last convolution.
struct ShuffleWidths {
    double width;
    std::array<int, 4> channels;
};
constexpr std::array<ShuffleWidths, 4> kShuffleWidths{{{0.5, {48, 96, 192, 1024}},
                                                       {1.0, {116, 232, 464, 1024}},
                                                       {1.5, {176, 352, 704, 1024}},
                                                       {2.0, {244, 488, 976, 2048}}}};

class Builder {
public:
    explicit Builder(const ClassifierArchitecture& architecture) : m_side(architecture.crop)
    {
        m_plan.architecture = architecture;
        m_plan.steps.push_back({});
    }

    ClassifierPlan take() { return std::move(m_plan); }

    int last() const { return static_cast<int>(m_plan.steps.size()) - 1; }
    /// What follows belongs to the upper layers.
    void endTrunk()
    {
        m_plan.trunkEnd = last();
        m_upper = true;
    }

    /// A convolution of step \p input, whose channels are \p unit.in, and its BatchNorm \p norm.
    int convolution(Unit unit, const std::string& norm, int input, Activation activation, int addend = -1)
    {
        unit.inputHeight = unit.inputWidth = side(input);
        const int size = (side(input) + unit.stride - 1) / unit.stride;
        return step({Kind::Unit, input, addend, add(std::move(unit), norm), activation}, size);
    }

    int maxPool(int input) { return step({.kind = Kind::MaxPool, .input = input}, (side(input) + 1) / 2); }
    int half(int input, Kind which) { return step({.kind = which, .input = input}, side(input)); }
    int shuffle(int first, int second)
    {
        return step({.kind = Kind::Shuffle, .input = first, .other = second}, side(first));
    }

    /// The mean over all pixels, then a linear layer, which is called \p only, or two, which are called \p both.
    void head(const std::string& only, const std::array<std::string, 2>& both, int features)
    {
        const int hidden = m_plan.architecture.hidden;
        const int classes = m_plan.architecture.classes;
        const int input = step({.kind = Kind::Mean, .input = last()}, 1);
        m_plan.features = features;
        if (hidden > 0)
            linear(both[1], hidden, classes, linear(both[0], features, hidden, input));
        else
            linear(only, features, classes, input);
    }

private:
    int side(int step) const { return step == 0 ? m_side : m_sides[static_cast<std::size_t>(step) - 1]; }

    int step(ClassifierStep step, int size)
    {
        m_plan.steps.push_back(step);
        m_sides.push_back(size);
        return last();
    }

    int linear(const std::string& name, int in, int out, int input)
    {
        Unit unit{.name = name, .in = in, .out = out, .kernel = 1, .normalised = false};
        unit.inputHeight = unit.inputWidth = 1;
        const int number = add(std::move(unit), {});
        m_plan.head.push_back(number);
        return step({Kind::Unit, input, -1, number, Activation::None}, 1);
    }

    std::size_t tensor(std::string name, std::vector<std::int64_t> shape)
    {
        const std::size_t offset = append(m_plan.tensors, std::move(name), std::move(shape));
        m_plan.values = valuesIn(m_plan.tensors);
        return offset;
    }

    int add(Unit unit, const std::string& norm)
    {
        unit.upper = m_upper;
        unit.normalised = !norm.empty();
        std::vector<std::int64_t> shape{unit.out, unit.in / unit.groups};
        if (unit.normalised)
            shape.insert(shape.end(), {unit.kernel, unit.kernel});
        unit.weight = tensor(unit.name + ".weight", std::move(shape));
        if (unit.normalised) {
            unit.scale = tensor(norm + ".weight", {unit.out});
            unit.bias = tensor(norm + ".bias", {unit.out});
            unit.mean = tensor(norm + ".running_mean", {unit.out});
            unit.variance = tensor(norm + ".running_var", {unit.out});
        } else {
            unit.bias = tensor(unit.name + ".bias", {unit.out});
        }
        m_plan.units.push_back(std::move(unit));
        return static_cast<int>(m_plan.units.size()) - 1;
    }

    ClassifierPlan m_plan;
    int m_side;
    std::vector<int> m_sides; ///< of the results, from step 1 on
    bool m_upper = false;
};

/// He, Zhang, Ren & Sun 2016.
void buildResNet(Builder& net, double width)
{
    const auto channels = [width](int stage) { return divisible(64 * width) << stage; };
    int value = net.convolution({.name = "conv1", .in = 3, .out = channels(0), .kernel = 7, .stride = 2}, "bn1", 0,
                                Activation::Relu);
    value = net.maxPool(value);
    int in = channels(0);
    for (int stage = 0; stage < 4; ++stage) {
        if (stage == 3)
            net.endTrunk();
        const int out = channels(stage);
        for (int block = 0; block < 2; ++block) {
            const std::string name = "layer" + std::to_string(stage + 1) + "." + std::to_string(block) + ".";
            const int stride = stage > 0 && block == 0 ? 2 : 1;
            const int first = net.convolution({.name = name + "conv1", .in = in, .out = out, .stride = stride},
                                              name + "bn1", value, Activation::Relu);
            // The second convolution adds the shortcut, so that comes first here, though not in torchvision's order.
            int shortcut = value;
            if (stride != 1)
                shortcut = net.convolution(
                    {.name = name + "downsample.0", .in = in, .out = out, .kernel = 1, .stride = stride},
                    name + "downsample.1", value, Activation::None);
            value = net.convolution({.name = name + "conv2", .in = out, .out = out}, name + "bn2", first,
                                    Activation::Relu, shortcut);
            in = out;
        }
    }
    net.head("fc", {"fc.0", "fc.1"}, in);
}

/// Expansion, channels, blocks and first stride of MobileNetV2's stages (Sandler et al. 2018).
struct MobileStage {
    int expansion;
    int channels;
    int blocks;
    int stride;
};
constexpr std::array<MobileStage, 7> kMobileStages{
    {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};
constexpr std::size_t kLastMobileStages = 5; ///< from here on: the upper layers

int mobileBlock(Builder& net, const std::string& name, int in, int out, int expansion, int stride, int value)
{
    const int inner = in * expansion;
    const int shortcut = stride == 1 && in == out ? value : -1;
    int number = 0;
    if (expansion != 1) {
        value = net.convolution({.name = name + "0.0", .in = in, .out = inner, .kernel = 1}, name + "0.1", value,
                                Activation::Relu6);
        ++number;
    }
    const std::string depthwise = name + std::to_string(number) + ".";
    value = net.convolution({.name = depthwise + "0", .in = inner, .out = inner, .stride = stride, .groups = inner},
                            depthwise + "1", value, Activation::Relu6);
    return net.convolution({.name = name + std::to_string(number + 1), .in = inner, .out = out, .kernel = 1},
                           name + std::to_string(number + 2), value, Activation::None, shortcut);
}

void buildMobileNet(Builder& net, double width)
{
    int in = divisible(32 * width);
    int value = net.convolution({.name = "features.0.0", .in = 3, .out = in, .stride = 2}, "features.0.1", 0,
                                Activation::Relu6);
    int number = 1;
    for (std::size_t i = 0; i < kMobileStages.size(); ++i) {
        const MobileStage& stage = kMobileStages[i];
        if (i == kLastMobileStages)
            net.endTrunk();
        const int out = divisible(stage.channels * width);
        for (int block = 0; block < stage.blocks; ++block, ++number) {
            value = mobileBlock(net, "features." + std::to_string(number) + ".conv.", in, out, stage.expansion,
                                block == 0 ? stage.stride : 1, value);
            in = out;
        }
    }
    const std::string last = "features." + std::to_string(number);
    const int features = divisible(1280 * std::max(1.0, width));
    net.convolution({.name = last + ".0", .in = in, .out = features, .kernel = 1}, last + ".1", value,
                    Activation::Relu6);
    net.head("classifier.1", {"classifier.1", "classifier.2"}, features);
}

/// The half of a block that has three convolutions, of which the middle one is depthwise.
int shuffleBranch(Builder& net, const std::string& name, int in, int out, int stride, int value)
{
    value =
        net.convolution({.name = name + "0", .in = in, .out = out, .kernel = 1}, name + "1", value, Activation::Relu);
    value = net.convolution({.name = name + "3", .in = out, .out = out, .stride = stride, .groups = out}, name + "4",
                            value, Activation::None);
    return net.convolution({.name = name + "5", .in = out, .out = out, .kernel = 1}, name + "6", value,
                           Activation::Relu);
}

int shuffleBlock(Builder& net, const std::string& name, int in, int out, int stride, int value)
{
    const int branch = out / 2;
    if (stride == 1) {
        const int kept = net.half(value, Kind::FirstHalf);
        const int changed = net.half(value, Kind::SecondHalf);
        return net.shuffle(kept, shuffleBranch(net, name + "branch2.", branch, branch, 1, changed));
    }
    int first = net.convolution({.name = name + "branch1.0", .in = in, .out = in, .stride = stride, .groups = in},
                                name + "branch1.1", value, Activation::None);
    first = net.convolution({.name = name + "branch1.2", .in = in, .out = branch, .kernel = 1}, name + "branch1.3",
                            first, Activation::Relu);
    return net.shuffle(first, shuffleBranch(net, name + "branch2.", in, branch, stride, value));
}

/// Ma, Zhang, Zheng & Sun 2018.
void buildShuffleNet(Builder& net, double width)
{
    constexpr std::array<int, 3> kBlocks{4, 8, 4};
    constexpr int kStem = 24;
    const auto widths = std::find_if(kShuffleWidths.begin(), kShuffleWidths.end(),
                                     [width](const ShuffleWidths& each) { return each.width == width; });
    const auto& channels = (widths == kShuffleWidths.end() ? kShuffleWidths[1] : *widths).channels;
    int value =
        net.convolution({.name = "conv1.0", .in = 3, .out = kStem, .stride = 2}, "conv1.1", 0, Activation::Relu);
    value = net.maxPool(value);
    int in = kStem;
    for (std::size_t stage = 0; stage < kBlocks.size(); ++stage) {
        if (stage + 1 == kBlocks.size())
            net.endTrunk();
        for (int block = 0; block < kBlocks[stage]; ++block) {
            const std::string name = "stage" + std::to_string(stage + 2) + "." + std::to_string(block) + ".";
            value = shuffleBlock(net, name, in, channels[stage], block == 0 ? 2 : 1, value);
            in = channels[stage];
        }
    }
    net.convolution({.name = "conv5.0", .in = in, .out = channels[3], .kernel = 1}, "conv5.1", value, Activation::Relu);
    net.head("fc", {"fc.0", "fc.1"}, channels[3]);
}

bool isBetween(double value, double low, double high)
{
    return value >= low && value <= high;
}

} // namespace

const std::vector<std::string>& classifierNetworkNames()
{
    static const std::vector<std::string> names{"resnet18", "mobilenet_v2", "shufflenet_v2"};
    return names;
}

std::string ClassifierArchitecture::description() const
{
    char text[96];
    std::snprintf(text, sizeof text, "%dx%d/%sw%gc%d", crop, crop,
                  classifierNetworkNames()[static_cast<std::size_t>(network)].c_str(), width, classes);
    return text;
}

ClassifierPlan ClassifierPlan::of(const ClassifierArchitecture& architecture)
{
    Builder net(architecture);
    switch (architecture.network) {
    case ClassifierNetwork::ResNet18: buildResNet(net, architecture.width); break;
    case ClassifierNetwork::MobileNetV2: buildMobileNet(net, architecture.width); break;
    case ClassifierNetwork::ShuffleNetV2: buildShuffleNet(net, architecture.width); break;
    }
    return net.take();
}

Status checkArchitecture(const ClassifierArchitecture& architecture)
{
    const auto wrong = [](const std::string& field, double value, const std::string& expected) {
        char number[32];
        std::snprintf(number, sizeof number, "%g", value);
        return fail(ErrorCode::InvalidInput,
                    "The classifier's " + field + " is " + number + "; expected " + expected + ".");
    };
    const auto network = static_cast<int>(architecture.network);
    if (!isBetween(network, 0, static_cast<double>(classifierNetworkNames().size()) - 1))
        return wrong("network", network, "one that is known");
    const bool isPublished = std::any_of(kShuffleWidths.begin(), kShuffleWidths.end(),
                                         [&](const ShuffleWidths& each) { return each.width == architecture.width; });
    if (architecture.network == ClassifierNetwork::ShuffleNetV2 && !isPublished)
        return wrong("width", architecture.width, "0.5, 1, 1.5 or 2, which ShuffleNetV2 is published with");
    if (!isBetween(architecture.width, 0.125, 2.0))
        return wrong("width", architecture.width, "0.125 to 2");
    if (!isBetween(architecture.crop, 32, 256) || architecture.crop % 32 != 0)
        return wrong("crop", architecture.crop, "a multiple of 32 from 32 to 256");
    if (!isBetween(architecture.classes, 1, 32))
        return wrong("number of classes", architecture.classes, "1 to 32");
    if (architecture.hidden != 0 && !isBetween(architecture.hidden, architecture.classes, 4096))
        return wrong("hidden width", architecture.hidden, "0, or from the number of classes to 4096");
    return {};
}

} // namespace jackdaw::learning
