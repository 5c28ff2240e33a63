// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/point_head.h"

#include "engine/base/random.h"
#include "engine/onnx/network.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace jackdaw::learning {
namespace {

const std::string kName = "point_head"; ///< its output; its layers' names begin with it
constexpr int kHidden = 64; ///< channels

std::string nameOf(const std::string& layer)
{
    return kName + "." + layer;
}

bool isOfHead(const std::string& name)
{
    return name == kName || name.starts_with(kName + ".");
}

bool isLearned(const std::string& name, const onnx::Graph& graph)
{
    const auto weight = graph.weights().find(name);
    return weight != graph.weights().end() && std::holds_alternative<std::vector<float>>(weight->second.values);
}

/// Outputs of a network that lie on one grid.
struct Features {
    std::vector<std::string> names;
    std::int64_t channels = 0;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

tl::unexpected<Error> noGrid(const onnx::Graph& trunk)
{
    return fail(ErrorCode::Unsupported,
                "The features of the network '" + trunk.name() + "' do not lie on a grid that a point head can take.",
                "Use the network's own head, or another network.");
}

Result<Features> finestFeatures(const onnx::Graph& trunk, PictureSize size)
{
    const auto network = onnx::Network::prepare(trunk, {.inputs = {{1, 3, size.height, size.width}}});
    if (!network)
        return tl::unexpected(network.error());
    Features finest;
    for (std::size_t i = 0; i < network->outputCount(); ++i) {
        const onnx::Shape& shape = network->outputShape(i);
        if (shape.size() != 4 || shape[2] * shape[3] < finest.rows * finest.columns)
            continue;
        if (shape[2] != finest.rows || shape[3] != finest.columns)
            finest = {{}, 0, shape[2], shape[3]};
        finest.names.push_back(trunk.outputs()[i].name);
        finest.channels += shape[1];
    }
    if (finest.names.empty())
        return noGrid(trunk);
    return finest;
}

/// Puts layers on top of a graph.
class HeadBuilder {
public:
    explicit HeadBuilder(const onnx::Graph& trunk) :
        m_parts{.name = trunk.name(),
                .opset = trunk.opset(),
                .inputs = {trunk.inputs().begin(), trunk.inputs().end()},
                .outputs = {},
                .weights = trunk.weights(),
                .nodes = {trunk.nodes().begin(), trunk.nodes().end()}}
    {
    }

    Result<onnx::Graph> build(const Features& features, int classes)
    {
        const std::int64_t channels = classes + kBoxChannels;
        std::string values = joined(features.names);
        values = convolution(values, "lateral", features.channels, kHidden, 1);
        values = node("Relu", {values}, nameOf("lateral.active"));
        values = convolution(values, "joined", kHidden, kHidden, 3);
        values = node("Relu", {values}, nameOf("joined.active"));
        values = convolution(values, "output", kHidden, channels, 1);
        values = node("Transpose", {values}, nameOf("cells"), {{"perm", std::vector<std::int64_t>{0, 2, 3, 1}}});
        m_parts.weights[nameOf("shape")] = {{3}, std::vector<std::int64_t>{0, -1, channels}};
        m_parts.outputs = {{node("Reshape", {values, nameOf("shape")}, kName), {-1, -1, channels}}};
        return onnx::Graph::make(std::move(m_parts));
    }

private:
    using Attributes = std::map<std::string, onnx::Attribute>;

    std::string node(const std::string& type, std::vector<std::string> inputs, const std::string& output,
                     Attributes attributes = {})
    {
        m_parts.nodes.push_back({output, type, "", std::move(inputs), {output}, std::move(attributes)});
        return output;
    }

    std::string joined(const std::vector<std::string>& features)
    {
        if (features.size() == 1)
            return features.front();
        return node("Concat", features, nameOf("features"), {{"axis", std::int64_t{1}}});
    }

    std::string convolution(const std::string& input, const std::string& layer, std::int64_t in, std::int64_t out,
                            std::int64_t kernel)
    {
        const onnx::Shape shape{out, in, kernel, kernel};
        m_parts.weights[nameOf(layer) + ".weight"] = {
            shape, std::vector<float>(static_cast<std::size_t>(out * in * kernel * kernel))};
        m_parts.weights[nameOf(layer) + ".bias"] = {{out}, std::vector<float>(static_cast<std::size_t>(out))};
        const std::int64_t padding = kernel / 2;
        return node("Conv", {input, nameOf(layer) + ".weight", nameOf(layer) + ".bias"}, nameOf(layer),
                    {{"kernel_shape", std::vector<std::int64_t>{kernel, kernel}},
                     {"pads", std::vector<std::int64_t>(4, padding)}});
    }

    onnx::GraphParts m_parts;
};

std::vector<float> uniform(const onnx::Shape& shape, double bound, RandomStream random)
{
    std::vector<float> values(static_cast<std::size_t>(onnx::elementCount(shape).value_or(0)));
    for (float& value : values)
        value = static_cast<float>(random.uniform(-bound, bound));
    return values;
}

} // namespace

Result<onnx::Graph> withPointHead(const onnx::SplitGraph& parts, PictureSize size, int classes)
{
    const auto features = finestFeatures(parts.trunk, size);
    if (!features)
        return tl::unexpected(features.error());
    const auto trunk = onnx::partBefore(parts.trunk, features->names);
    return trunk ? HeadBuilder(*trunk).build(*features, classes) : trunk;
}

bool hasPointHead(const onnx::Graph& graph)
{
    return graph.outputs().size() == 1 && graph.outputs().front().name == kName;
}

Result<onnx::SplitGraph> splitBelowPointHead(const onnx::Graph& graph)
{
    std::vector<std::string> features;
    std::vector<std::string> weights;
    for (const onnx::Node& node : graph.nodes()) {
        if (!isOfHead(node.name))
            continue;
        for (const std::string& input : node.inputs)
            if (isLearned(input, graph))
                weights.push_back(input);
            else if (!isOfHead(input))
                features.push_back(input);
    }
    return onnx::splitAt(graph, features, std::move(weights));
}

Result<CellGrid> pointGrid(const onnx::Graph& trunk, PictureSize size, int classes)
{
    const auto features = finestFeatures(trunk, size);
    if (!features)
        return tl::unexpected(features.error());
    const CellGrid grid{static_cast<int>(features->rows), static_cast<int>(features->columns),
                        size.width / static_cast<int>(features->columns), classes};
    if (grid.columns * grid.stride != size.width || grid.rows * grid.stride != size.height)
        return noGrid(trunk);
    return grid;
}

std::map<std::string, onnx::Tensor> initialPointHead(const onnx::SplitGraph& parts, int classes, std::uint64_t seed,
                                                     CameraId camera)
{
    std::map<std::string, onnx::Tensor> initial;
    std::uint32_t layer = 0;
    for (const std::string& name : parts.weights) {
        const onnx::Shape& shape = parts.head.weights().at(name).shape;
        const auto count = static_cast<std::size_t>(onnx::elementCount(shape).value_or(0));
        const bool isOutput = name.starts_with(nameOf("output"));
        std::vector<float> values(count);
        if (shape.size() > 1) {
            const double fan = static_cast<double>(shape[1] * shape[2] * shape[3]);
            values = uniform(shape, isOutput ? kOutputBound : std::sqrt(6.0 / fan),
                             RandomStream(seed, camera.value, RandomPurpose::Initialisation, layer++));
        } else if (isOutput) {
            std::fill_n(values.begin(), classes,
                        static_cast<float>(-std::log((1.0 - kPriorProbability) / kPriorProbability)));
        }
        initial[name] = {shape, std::move(values)};
    }
    return initial;
}

} // namespace jackdaw::learning
