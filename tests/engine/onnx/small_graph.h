// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/onnx/network.h"

#include <cmath>
#include <optional>

namespace jackdaw::onnx::testing {

/// A graph with the input "x" and the output "y", put together in a test.
class SmallGraph {
public:
    SmallGraph(std::int64_t opset, Shape input)
    {
        m_parts.name = "small.onnx";
        m_parts.opset = opset;
        m_parts.inputs = {{"x", std::move(input)}};
        m_parts.outputs = {{"y", {}}};
    }

    SmallGraph& weight(const std::string& name, Shape shape, std::vector<float> values)
    {
        m_parts.weights[name] = {std::move(shape), std::move(values)};
        return *this;
    }
    SmallGraph& list(const std::string& name, std::vector<std::int64_t> values)
    {
        m_parts.weights[name] = {{static_cast<std::int64_t>(values.size())}, std::move(values)};
        return *this;
    }
    SmallGraph& node(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs,
                     std::map<std::string, Attribute> attributes = {})
    {
        m_parts.nodes.push_back(
            {type + "_" + outputs.front(), type, "", std::move(inputs), std::move(outputs), std::move(attributes)});
        return *this;
    }
    GraphParts& parts() { return m_parts; }
    Result<Graph> make() const { return Graph::make(m_parts); }

private:
    GraphParts m_parts;
};

inline std::vector<float> counted(std::size_t count, float first = 0.0F, float step = 1.0F)
{
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = first + step * static_cast<float>(i);
    return values;
}

/// One thread: two that wait for each other take minutes where other programs keep the processor busy.
inline Result<Network> prepared(const Graph& graph, NetworkSettings settings = {})
{
    settings.threads = 1;
    return Network::prepare(graph, settings);
}

struct Outcome {
    Shape shape;
    std::vector<float> values;
    std::string error; ///< empty when it ran
};

inline Outcome run(const Result<Graph>& graph, const std::vector<float>& input, const NetworkSettings& settings = {})
{
    if (!graph)
        return {{}, {}, graph.error().message};
    auto network = prepared(*graph, settings);
    if (!network)
        return {{}, {}, network.error().message};
    if (network->input().size() != input.size())
        return {{}, {}, "the test gives another number of values"};
    std::copy(input.begin(), input.end(), network->input().begin());
    if (auto ran = network->run(); !ran)
        return {{}, {}, ran.error().message};
    return {network->outputShape(), {network->output().begin(), network->output().end()}, {}};
}

/// The largest difference; infinite where the sizes differ or a value is not finite.
inline float largestDifference(std::span<const float> a, std::span<const float> b)
{
    float largest = a.size() == b.size() ? 0.0F : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const float difference = std::abs(a[i] - b[i]);
        largest = std::isfinite(difference) ? std::max(largest, difference) : INFINITY;
    }
    return largest;
}

} // namespace jackdaw::onnx::testing
