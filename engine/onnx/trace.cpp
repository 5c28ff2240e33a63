// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/trace.h"

#include "engine/onnx/adapted_shape.h"

#include <algorithm>
#include <set>

#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

namespace jackdaw::onnx {
namespace {

/// All values that are alive at once.
constexpr std::int64_t kMostLiving = std::int64_t{1} << 29;

/// Of networks in whole numbers of 8 bits: QuantizeLinear, QLinearConv, ConvInteger.
bool isQuantised(const std::string& type)
{
    return type.find("Quantize") != std::string::npos || type.starts_with("QLinear") || type.ends_with("Integer");
}

Status checkOperators(const Graph& graph)
{
    std::set<std::string> unknown;
    for (const Node& node : graph.nodes())
        if (!findOperator(node))
            unknown.insert((node.domain.empty() ? "" : node.domain + ".") + node.type);
    if (unknown.empty())
        return {};
    std::string list;
    for (const std::string& type : unknown)
        list += (list.empty() ? "" : ", ") + type;
    return fail(ErrorCode::Unsupported,
                "The network '" + graph.name() + "' uses operators of opset " + std::to_string(graph.opset())
                    + " that are not supported: " + list + ".",
                std::any_of(unknown.begin(), unknown.end(), isQuantised)
                    ? "Export it in single or half precision: it is quantised."
                    : "Export it without what follows the last layer.");
}

bool declaresAll(const Graph& graph, std::vector<Shape>& shapes)
{
    for (const Port& port : graph.inputs()) {
        shapes.push_back(port.shape);
        if (!elementCount(port.shape))
            return false;
    }
    return true;
}

Status checkInputs(const Graph& graph, const std::vector<Shape>& inputs)
{
    const std::string name = "The network '" + graph.name() + "'";
    if (inputs.size() != graph.inputs().size())
        return fail(ErrorCode::InvalidInput,
                    name + " has " + std::to_string(graph.inputs().size()) + " inputs, not "
                        + std::to_string(inputs.size()) + ".");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (elementCount(inputs[i]).value_or(0) == 0)
            return fail(ErrorCode::InvalidInput,
                        name + " cannot take " + shapeText(inputs[i]) + " as its input '" + graph.inputs()[i].name
                            + "'.");
    return {};
}

/// One run over all nodes, plainly and in order.
class Tracer {
public:
    Tracer(const Graph& graph, const Trace* declared) : m_graph(graph), m_declared(declared)
    {
        m_trace.name = graph.name();
        m_trace.opset = graph.opset();
    }

    Result<Trace> run(const std::vector<Shape>& inputs)
    {
        const c10::InferenceMode inference;
        countUses();
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const ValueId id = add(m_graph.inputs()[i].name, at::zeros(inputs[i], at::kFloat), false);
            m_trace.inputs.push_back(id);
        }
        for (const auto& [name, weight] : m_graph.weights())
            if (!m_trace.ids.contains(name))
                add(name, toTorch(weight), true);
        for (const Node& node : m_graph.nodes())
            if (auto done = runNode(node); !done)
                return tl::unexpected(done.error());
        for (const Port& port : m_graph.outputs())
            m_trace.outputs.push_back(m_trace.ids.at(port.name));
        return std::move(m_trace);
    }

private:
    void countUses()
    {
        for (const Node& node : m_graph.nodes())
            for (const std::string& input : node.inputs)
                ++m_uses[input];
        for (const Port& port : m_graph.outputs())
            ++m_uses[port.name];
    }

    ValueId add(const std::string& name, const at::Tensor& tensor, bool constant)
    {
        const ValueId id = constant ? m_trace.addConstant(tensor) : m_trace.addVariable(shapeOf(tensor));
        m_tensors.push_back(tensor);
        m_living += tensor.numel();
        if (!name.empty())
            m_trace.ids.emplace(name, id);
        return id;
    }

    Status runNode(const Node& node)
    {
        TracedNode traced{node, {}, {}};
        for (const std::string& input : node.inputs)
            traced.inputs.push_back(input.empty() ? -1 : m_trace.ids.at(input));
        std::string problem;
        std::string detail;
        try {
            const bool constant = isConstant(traced);
            finish(traced, evaluate(traced), constant);
            if (m_living > kMostLiving)
                problem = "needs more memory than any network should";
        } catch (const OperatorError& error) {
            problem = error.what();
        } catch (const c10::Error& error) {
            problem = "does not take inputs of " + inputShapes(traced);
            detail = error.what_without_backtrace();
        } catch (const std::exception& error) {
            problem = "cannot be run";
            detail = error.what();
        }
        if (problem.empty())
            return {};
        return fail(ErrorCode::InvalidInput,
                    "The network '" + m_trace.name + "' has the " + nodeText(node) + " that " + problem + ".",
                    "Check the network and the size of its input.", detail);
    }

    /// A shape is known before any input is.
    bool isConstant(const TracedNode& node) const
    {
        if (node.node.type == "Shape" || node.node.type == "Size")
            return true;
        return std::all_of(node.inputs.begin(), node.inputs.end(),
                           [&](ValueId id) { return id < 0 || m_trace.value(id).isConstant(); });
    }

    std::vector<at::Tensor> tensorsOf(const TracedNode& node) const
    {
        std::vector<at::Tensor> tensors;
        for (const ValueId id : node.inputs)
            tensors.push_back(id < 0 ? at::Tensor() : m_tensors[static_cast<std::size_t>(id)]);
        return tensors;
    }

    Tensors evaluate(TracedNode& node)
    {
        adapt(node);
        const std::vector<at::Tensor> inputs = tensorsOf(node);
        Tensors outputs = findOperator(node.node)->run(NodeCall(node.node, m_trace.opset, inputs));
        if (outputs.size() < node.node.outputs.size())
            throw OperatorError("gives " + std::to_string(outputs.size()) + " outputs, not "
                                + std::to_string(node.node.outputs.size()));
        outputs.resize(node.node.outputs.size());
        for (at::Tensor& output : outputs) {
            ensureAllowed(shapeOf(output));
            output = output.contiguous();
        }
        return outputs;
    }

    /// Replaces the constant that says for the declared size how to shape or resize.
    void adapt(TracedNode& node)
    {
        const auto index = adaptableInput(node.node, node.inputs.size());
        if (!m_declared || !index || node.inputs[0] < 0 || node.inputs[*index] < 0)
            return;
        const Shape& now = m_trace.value(node.inputs[0]).shape;
        const Shape& before = m_declared->value(m_declared->ids.at(node.node.inputs[0])).shape;
        const Shape& target = m_declared->value(m_declared->ids.at(node.node.outputs[0])).shape;
        if (now == before || !m_trace.value(node.inputs[*index]).isConstant())
            return;
        const Shape adapted =
            node.node.type == "Reshape" ? adaptedShape(before, target, now) : scaledShape(before, target, now);
        node.inputs[*index] = add({}, toTorch({{static_cast<std::int64_t>(adapted.size())}, adapted}), true);
    }

    void finish(TracedNode& node, const Tensors& outputs, bool constant)
    {
        for (std::size_t i = 0; i < outputs.size(); ++i)
            node.outputs.push_back(add(node.node.outputs[i], outputs[i], constant));
        for (const std::string& input : node.node.inputs)
            if (const auto uses = m_uses.find(input); uses != m_uses.end() && --uses->second == 0 && !input.empty())
                release(m_trace.ids.at(input));
        if (!constant)
            m_trace.nodes.push_back(std::move(node));
    }

    void release(ValueId id)
    {
        const auto index = static_cast<std::size_t>(id);
        if (m_trace.values[index].isConstant())
            return;
        m_living -= m_tensors[index].numel();
        m_tensors[index] = at::Tensor();
    }

    std::string inputShapes(const TracedNode& node) const
    {
        std::string text;
        for (const ValueId id : node.inputs)
            if (id >= 0)
                text += (text.empty() ? "" : " and ") + shapeText(m_trace.value(id).shape);
        return text;
    }

    const Graph& m_graph;
    const Trace* m_declared;
    Trace m_trace;
    std::map<std::string, int> m_uses;
    std::vector<at::Tensor> m_tensors;
    std::int64_t m_living = 0;
};

} // namespace

ValueId Trace::addConstant(const at::Tensor& tensor)
{
    values.push_back({shapeOf(tensor), tensor});
    return static_cast<ValueId>(values.size()) - 1;
}

ValueId Trace::addVariable(Shape shape)
{
    values.push_back({std::move(shape), {}});
    return static_cast<ValueId>(values.size()) - 1;
}

Result<Trace> traceGraph(const Graph& graph, const std::vector<Shape>& inputs)
{
    if (auto checked = checkOperators(graph); !checked)
        return tl::unexpected(checked.error());
    if (auto checked = checkInputs(graph, inputs); !checked)
        return tl::unexpected(checked.error());
    std::vector<Shape> declaredShapes;
    if (!declaresAll(graph, declaredShapes) || declaredShapes == inputs)
        return Tracer(graph, nullptr).run(inputs);
    const auto declared = Tracer(graph, nullptr).run(declaredShapes);
    return declared ? Tracer(graph, &*declared).run(inputs) : declared;
}

} // namespace jackdaw::onnx
