// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/picture_input.h"

namespace jackdaw::vision {
namespace {

constexpr std::int64_t kColours = 3;

bool hasChannelsLast(const onnx::Graph& graph)
{
    const auto inputs = graph.inputs();
    return inputs.size() == 1 && inputs[0].shape.size() == 4 && inputs[0].shape[1] != kColours
        && inputs[0].shape[3] == kColours;
}

} // namespace

Result<onnx::Graph> withChannelsFirst(const onnx::Graph& graph)
{
    if (!hasChannelsLast(graph))
        return graph;
    const onnx::Port& own = graph.inputs()[0];
    onnx::Node turn{"jackdaw.pixels", "Transpose", "", {"jackdaw.picture"}, {own.name}, {}};
    turn.attributes["perm"] = std::vector<std::int64_t>{0, 2, 3, 1};
    onnx::GraphParts parts{graph.name(), graph.opset(), {}, {}, graph.weights(), {}};
    parts.inputs = {{"jackdaw.picture", {own.shape[0], kColours, own.shape[1], own.shape[2]}}};
    parts.outputs.assign(graph.outputs().begin(), graph.outputs().end());
    parts.nodes.push_back(std::move(turn));
    parts.nodes.insert(parts.nodes.end(), graph.nodes().begin(), graph.nodes().end());
    return onnx::Graph::make(std::move(parts));
}

} // namespace jackdaw::vision
