// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/split.h"

#include "engine/onnx/trace.h"

#include <algorithm>
#include <set>

namespace jackdaw::onnx {
namespace {

using Names = std::set<std::string>;

bool isLearnedConvolution(const Node& node, const Graph& graph)
{
    return node.type == "Conv" && node.inputs.size() > 1 && graph.weights().contains(node.inputs[1]);
}

/// From the outputs back to the convolutions that are met first.
class LastConvolutions {
public:
    explicit LastConvolutions(const Graph& graph) : m_graph(graph)
    {
        for (const Node& node : graph.nodes())
            for (const std::string& output : node.outputs)
                m_givers[output] = &node;
        for (const Port& port : graph.outputs())
            m_waiting.push_back(port.name);
        while (!m_waiting.empty()) {
            const std::string value = std::move(m_waiting.back());
            m_waiting.pop_back();
            if (m_seen.insert(value).second)
                follow(value);
        }
    }

    const std::set<const Node*>& nodes() const { return m_found; }
    bool reachedInput() const { return m_reachedInput; }

private:
    void follow(const std::string& value)
    {
        const auto giver = m_givers.find(value);
        if (giver == m_givers.end())
            m_reachedInput = m_reachedInput || isInput(value);
        else if (isLearnedConvolution(*giver->second, m_graph))
            m_found.insert(giver->second);
        else
            m_waiting.insert(m_waiting.end(), giver->second->inputs.begin(), giver->second->inputs.end());
    }

    bool isInput(const std::string& value) const
    {
        const auto inputs = m_graph.inputs();
        return std::any_of(inputs.begin(), inputs.end(), [&](const Port& port) { return port.name == value; });
    }

    const Graph& m_graph;
    std::map<std::string, const Node*> m_givers;
    std::vector<std::string> m_waiting;
    Names m_seen;
    std::set<const Node*> m_found;
    bool m_reachedInput = false;
};

/// Nodes of \p graph that \p values depend on, in order, without what lies before \p given.
std::vector<Node> nodesFor(const Graph& graph, Names values, const Names& given)
{
    std::vector<Node> nodes;
    for (auto node = graph.nodes().rbegin(); node != graph.nodes().rend(); ++node) {
        const bool needed = std::any_of(node->outputs.begin(), node->outputs.end(), [&](const std::string& output) {
            return values.contains(output) && !given.contains(output);
        });
        if (!needed)
            continue;
        values.insert(node->inputs.begin(), node->inputs.end());
        nodes.push_back(*node);
    }
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
}

std::map<std::string, Tensor> weightsOf(const Graph& graph, const std::vector<Node>& nodes, const Names& outputs)
{
    Names used = outputs;
    for (const Node& node : nodes)
        used.insert(node.inputs.begin(), node.inputs.end());
    std::map<std::string, Tensor> weights;
    for (const auto& [name, tensor] : graph.weights())
        if (used.contains(name))
            weights.emplace(name, tensor);
    return weights;
}

Result<Graph> part(const Graph& graph, std::vector<Port> inputs, std::vector<Port> outputs)
{
    Names given;
    for (const Port& port : inputs)
        given.insert(port.name);
    Names wanted;
    for (const Port& port : outputs)
        wanted.insert(port.name);
    GraphParts parts;
    parts.name = graph.name();
    parts.opset = graph.opset();
    parts.nodes = nodesFor(graph, wanted, given);
    parts.weights = weightsOf(graph, parts.nodes, wanted);
    parts.inputs = std::move(inputs);
    parts.outputs = std::move(outputs);
    return Graph::make(std::move(parts));
}

/// \p names with their shapes where the file declares those of the inputs, so that what was made for the declared size
/// can be made anew for another one.
Result<std::vector<Port>> portsOf(const Graph& graph, const std::vector<std::string>& names)
{
    std::vector<Shape> declared;
    for (const Port& port : graph.inputs())
        declared.push_back(port.shape);
    const bool isOpen =
        std::any_of(declared.begin(), declared.end(), [](const Shape& shape) { return !elementCount(shape); });
    std::vector<Port> ports;
    if (isOpen) {
        for (const std::string& name : names)
            ports.push_back({name, {-1, -1, -1, -1}});
        return ports;
    }
    const auto trace = traceGraph(graph, declared);
    if (!trace)
        return tl::unexpected(trace.error());
    for (const std::string& name : names) {
        const auto id = trace->ids.find(name);
        if (id == trace->ids.end())
            return fail(ErrorCode::InvalidInput, "The network '" + graph.name() + "' has no value '" + name + "'.");
        ports.push_back({name, trace->value(id->second).shape});
    }
    return ports;
}

std::vector<Port> copied(std::span<const Port> ports)
{
    return {ports.begin(), ports.end()};
}

} // namespace

/// What lies behind the values is cut off first: it may hold operators that are not known here.
Result<Graph> partBefore(const Graph& graph, const std::vector<std::string>& values)
{
    std::vector<Port> open;
    for (const std::string& name : values)
        open.push_back({name, {-1, -1, -1, -1}});
    const auto cut = part(graph, copied(graph.inputs()), std::move(open));
    auto ports = portsOf(cut ? *cut : graph, values);
    if (!ports)
        return tl::unexpected(ports.error());
    return part(graph, copied(graph.inputs()), std::move(*ports));
}

Result<SplitGraph> splitAt(const Graph& graph, const std::vector<std::string>& features,
                           std::vector<std::string> weights)
{
    const auto ports = portsOf(graph, features);
    if (!ports)
        return tl::unexpected(ports.error());
    auto trunk = part(graph, copied(graph.inputs()), *ports);
    auto head = part(graph, *ports, copied(graph.outputs()));
    if (!trunk || !head)
        return tl::unexpected(!trunk ? trunk.error() : head.error());
    return SplitGraph{std::move(*trunk), std::move(*head), std::move(weights)};
}

Result<SplitGraph> splitBeforeLastConvolutions(const Graph& graph)
{
    const LastConvolutions last(graph);
    if (last.nodes().empty() || last.reachedInput())
        return fail(ErrorCode::Unsupported,
                    "The network '" + graph.name() + "' has a way from its input to an output without a convolution.",
                    "Give it a new head instead of retraining its last layer.");
    std::vector<std::string> features;
    std::vector<std::string> weights;
    for (const Node& node : graph.nodes()) {
        if (!last.nodes().contains(&node))
            continue;
        if (std::find(features.begin(), features.end(), node.inputs[0]) == features.end())
            features.push_back(node.inputs[0]);
        for (std::size_t i = 1; i < node.inputs.size(); ++i)
            if (graph.weights().contains(node.inputs[i]))
                weights.push_back(node.inputs[i]);
    }
    return splitAt(graph, features, std::move(weights));
}

} // namespace jackdaw::onnx
