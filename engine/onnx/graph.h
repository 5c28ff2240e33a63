// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace jackdaw::onnx {

using Shape = std::vector<std::int64_t>;

/// Product of \p shape; nothing where an extent is negative or the product is beyond what this room allows a tensor,
/// 2^28 elements.
std::optional<std::int64_t> elementCount(const Shape& shape);
/// "1 x 3 x 416 x 416"; an extent that the file leaves open is "?".
std::string shapeText(const Shape& shape);

/// Values in C order. All floating types of a file become float, all integers and truth values become 64 bits wide.
struct Tensor {
    Shape shape;
    std::variant<std::vector<float>, std::vector<std::int64_t>> values;

    bool operator==(const Tensor&) const = default;
};

using Attribute = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>,
                               std::vector<std::string>, Tensor>;

/// One call of an operator. An input without a name is left out.
struct Node {
    std::string name;
    std::string type; ///< of the operator, e.g. "Conv"
    std::string domain; ///< empty: ONNX's own operators
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::map<std::string, Attribute> attributes;
};

/// What a network takes or gives.
struct Port {
    std::string name;
    Shape shape; ///< -1 where the file leaves an extent open
};

struct GraphParts {
    std::string name; ///< for errors: the file's name
    std::int64_t opset = 0;
    std::vector<Port> inputs; ///< without the weights
    std::vector<Port> outputs;
    std::map<std::string, Tensor> weights;
    std::vector<Node> nodes; ///< each after those that it needs
};

/// A network as its file describes it: an immutable value, cheap to copy and safe to share between threads. Whatever
/// holds one knows that every name is given once and before it is used.
class Graph {
public:
    /// An ONNX file of at most 2 GB; large weights may lie in files beside it.
    /// NotFound and Io name the file, Corrupt what is broken in which node, Unsupported what cannot be represented.
    static Result<Graph> read(const std::filesystem::path& file);
    /// Checks the parts: InvalidInput names the network, node and operator.
    static Result<Graph> make(GraphParts parts);

    /// What encoded() gave; \p name for errors.
    static Result<Graph> decode(std::span<const std::uint8_t> bytes, const std::string& name);

    /// As an ONNX file, weights included. Io names the file.
    Status write(const std::filesystem::path& file) const;
    /// The bytes of such a file; the same for the same graph.
    Result<std::vector<std::uint8_t>> encoded() const;

    /// The same network with other weights of the same shapes. InvalidInput names one that it has not.
    Result<Graph> with(const std::map<std::string, Tensor>& weights) const;

    const std::string& name() const { return m_parts->name; }
    std::int64_t opset() const { return m_parts->opset; }
    std::span<const Port> inputs() const { return m_parts->inputs; }
    std::span<const Port> outputs() const { return m_parts->outputs; }
    const std::map<std::string, Tensor>& weights() const { return m_parts->weights; }
    std::span<const Node> nodes() const { return m_parts->nodes; }

private:
    static Result<Graph> madeFrom(Result<GraphParts> parts);
    explicit Graph(GraphParts parts) : m_parts(std::make_shared<const GraphParts>(std::move(parts))) { }

    std::shared_ptr<const GraphParts> m_parts;
};

/// "node 'conv1' (Conv)"; where it has no name, its first output stands for it.
std::string nodeText(const Node& node);

} // namespace jackdaw::onnx
