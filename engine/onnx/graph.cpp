// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/graph.h"

#include "engine/base/text_file.h"
#include "engine/onnx/proto/reader.h"
#include "engine/onnx/proto/writer.h"

#include <set>
#include <utility>

namespace jackdaw::onnx {
namespace {

constexpr std::int64_t kMostElements = std::int64_t{1} << 28;
constexpr std::size_t kHighestRank = 16;

std::size_t valueCount(const Tensor& tensor)
{
    return std::visit([](const auto& values) { return values.size(); }, tensor.values);
}

/// Walks through the nodes in order and keeps which names are known by then.
class NameCheck {
public:
    explicit NameCheck(const GraphParts& parts) : m_parts(parts) { }

    Status run()
    {
        for (const Port& port : m_parts.inputs)
            if (!m_known.insert(port.name).second)
                return failure("gives the input '" + port.name + "' twice");
        for (const auto& [name, tensor] : m_parts.weights) {
            if (elementCount(tensor.shape) != static_cast<std::int64_t>(valueCount(tensor)))
                return failure("has the weight '" + name + "' with " + std::to_string(valueCount(tensor))
                               + " values for a shape of " + shapeText(tensor.shape));
            m_known.insert(name);
        }
        for (const Node& node : m_parts.nodes)
            if (auto checked = check(node); !checked)
                return checked;
        for (const Port& port : m_parts.outputs)
            if (!m_known.contains(port.name))
                return failure("has the output '" + port.name + "', which no node gives");
        return m_parts.outputs.empty() ? failure("has no output") : Status{};
    }

private:
    Status check(const Node& node)
    {
        for (const std::string& input : node.inputs)
            if (!input.empty() && !m_known.contains(input))
                return failure("has the " + nodeText(node) + " with the input '" + input + "', which "
                               + (isGivenLater(input) ? "comes from a later node" : "nothing gives"));
        for (const std::string& output : node.outputs)
            if (!output.empty() && !m_known.insert(output).second)
                return failure("has the " + nodeText(node) + " with the output '" + output
                               + "', a name that is taken already");
        return {};
    }

    bool isGivenLater(const std::string& name) const
    {
        for (const Node& node : m_parts.nodes)
            for (const std::string& output : node.outputs)
                if (output == name)
                    return true;
        return false;
    }

    Status failure(const std::string& what) const
    {
        return fail(ErrorCode::InvalidInput, "The network '" + m_parts.name + "' " + what + ".",
                    "Export the network again.");
    }

    const GraphParts& m_parts;
    std::set<std::string> m_known;
};

} // namespace

std::optional<std::int64_t> elementCount(const Shape& shape)
{
    if (shape.size() > kHighestRank)
        return std::nullopt;
    std::int64_t count = 1;
    for (const std::int64_t extent : shape)
        if (extent < 0 || __builtin_mul_overflow(count, extent, &count) || count > kMostElements)
            return std::nullopt;
    return count;
}

std::string shapeText(const Shape& shape)
{
    std::string text;
    for (const std::int64_t extent : shape)
        text += (text.empty() ? "" : " x ") + (extent == -1 ? "?" : std::to_string(extent));
    return text.empty() ? "no extents" : text;
}

std::string nodeText(const Node& node)
{
    const std::string& name = node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name;
    return "node '" + name + "' (" + node.type + ")";
}

Result<Graph> Graph::make(GraphParts parts)
{
    if (auto checked = NameCheck(parts).run(); !checked)
        return tl::unexpected(checked.error());
    return Graph(std::move(parts));
}

Result<Graph> Graph::madeFrom(Result<GraphParts> parts)
{
    if (!parts)
        return tl::unexpected(parts.error());
    auto graph = make(std::move(*parts));
    if (!graph)
        graph.error().code = ErrorCode::Corrupt;
    return graph;
}

Result<Graph> Graph::read(const std::filesystem::path& file)
{
    return madeFrom(readParts(file));
}

Result<Graph> Graph::decode(std::span<const std::uint8_t> bytes, const std::string& name)
{
    return madeFrom(decodeParts(bytes, name));
}

Status Graph::write(const std::filesystem::path& file) const
{
    const auto bytes = encodeParts(*m_parts);
    return bytes ? writeText(file, *bytes) : tl::unexpected(bytes.error());
}

Result<std::vector<std::uint8_t>> Graph::encoded() const
{
    return encodeParts(*m_parts).map(
        [](const std::string& bytes) { return std::vector<std::uint8_t>(bytes.begin(), bytes.end()); });
}

Result<Graph> Graph::with(const std::map<std::string, Tensor>& weights) const
{
    GraphParts parts = *m_parts;
    for (const auto& [name, tensor] : weights) {
        const auto own = parts.weights.find(name);
        if (own == parts.weights.end() || own->second.shape != tensor.shape)
            return fail(ErrorCode::InvalidInput,
                        "The network '" + parts.name + "' has no weight '" + name + "' of " + shapeText(tensor.shape)
                            + ".");
        own->second = tensor;
    }
    return make(std::move(parts));
}

} // namespace jackdaw::onnx
