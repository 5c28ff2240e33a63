// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/proto/reader.h"

#include "engine/onnx/proto/tensor.h"

#include <fstream>
#include <limits>
#include <set>
#include <utility>

namespace jackdaw::onnx {
namespace {

using ::onnx::AttributeProto;

/// Turns the messages of one file into a graph's parts; stops at the first thing that is wrong.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file) :
        m_folder(file.parent_path()), m_name("The network '" + file.string() + "'")
    {
        m_parts.name = file.string();
    }

    Result<GraphParts> read(const ::onnx::ModelProto& model)
    {
        for (const auto& set : model.opset_import())
            if (set.domain().empty() || set.domain() == "ai.onnx")
                m_parts.opset = set.version();
        const ::onnx::GraphProto& graph = model.graph();
        for (const auto& weight : graph.initializer())
            if (auto read = readWeight(weight); !read)
                return tl::unexpected(read.error());
        if (graph.sparse_initializer_size() > 0)
            return fail(ErrorCode::Unsupported, m_name + " has sparse weights.", "Export it with dense ones.");
        readPorts(graph);
        for (const auto& node : graph.node())
            if (auto read = readNode(node); !read)
                return tl::unexpected(read.error());
        return std::move(m_parts);
    }

private:
    Status readWeight(const ::onnx::TensorProto& proto)
    {
        const std::string where = m_name + " has the weight '" + proto.name() + "'";
        auto tensor = readTensor(proto, m_folder, where);
        if (!tensor)
            return tl::unexpected(tensor.error());
        if (!m_parts.weights.emplace(proto.name(), std::move(*tensor)).second)
            return fail(ErrorCode::Corrupt, where + " twice.");
        return {};
    }

    static Port readPort(const ::onnx::ValueInfoProto& proto)
    {
        Port port{proto.name(), {}};
        for (const auto& extent : proto.type().tensor_type().shape().dim())
            port.shape.push_back(extent.has_dim_value() && extent.dim_value() > 0 ? extent.dim_value() : -1);
        return port;
    }

    /// Older files list their weights among the inputs.
    void readPorts(const ::onnx::GraphProto& graph)
    {
        for (const auto& input : graph.input())
            if (!m_parts.weights.contains(input.name()))
                m_parts.inputs.push_back(readPort(input));
        for (const auto& output : graph.output())
            m_parts.outputs.push_back(readPort(output));
    }

    Status readNode(const ::onnx::NodeProto& proto)
    {
        Node node{proto.name(), proto.op_type(), proto.domain() == "ai.onnx" ? "" : proto.domain(), {}, {}, {}};
        node.inputs.assign(proto.input().begin(), proto.input().end());
        node.outputs.assign(proto.output().begin(), proto.output().end());
        for (const AttributeProto& attribute : proto.attribute()) {
            auto value = readAttribute(attribute, node);
            if (!value)
                return tl::unexpected(value.error());
            node.attributes.insert_or_assign(attribute.name(), std::move(*value));
        }
        m_parts.nodes.push_back(std::move(node));
        return {};
    }

    Result<Attribute> readAttribute(const AttributeProto& proto, const Node& node)
    {
        const std::string where = m_name + " has the " + nodeText(node) + " with the attribute '" + proto.name() + "'";
        switch (proto.type()) {
        case AttributeProto::INT: return Attribute(proto.i());
        case AttributeProto::FLOAT: return Attribute(proto.f());
        case AttributeProto::STRING: return Attribute(proto.s());
        case AttributeProto::INTS: return Attribute(Shape(proto.ints().begin(), proto.ints().end()));
        case AttributeProto::FLOATS: return Attribute(std::vector<float>(proto.floats().begin(), proto.floats().end()));
        case AttributeProto::STRINGS:
            return Attribute(std::vector<std::string>(proto.strings().begin(), proto.strings().end()));
        case AttributeProto::TENSOR:
            return readTensor(proto.t(), m_folder, where).map([](Tensor tensor) {
                return Attribute(std::move(tensor));
            });
        default:
            return fail(ErrorCode::Unsupported,
                        where
                            + " of a kind that is not supported (graphs inside a node, sparse "
                              "tensors).");
        }
    }

    std::filesystem::path m_folder;
    std::string m_name;
    GraphParts m_parts;
};

tl::unexpected<Error> notAnOnnxFile(const std::string& name)
{
    return fail(ErrorCode::Corrupt, name + " is not an ONNX file, or it was cut off.", "Name an ONNX file.");
}

Result<GraphParts> readModel(const ::onnx::ModelProto& model, const std::filesystem::path& file)
{
    if (!model.has_graph() || model.graph().node_size() == 0)
        return notAnOnnxFile("The network '" + file.string() + "'");
    return Reader(file).read(model);
}

} // namespace

Result<GraphParts> readParts(const std::filesystem::path& file)
{
    const std::string name = "The network '" + file.string() + "'";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return fail(ErrorCode::NotFound, name + " does not exist.", "Check the path.");
    if (!std::filesystem::is_regular_file(file, error))
        return fail(ErrorCode::InvalidInput, name + " is not a file.", "Name an ONNX file.");
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::Io, name + " cannot be read.", "Check the file's permissions.");
    ::onnx::ModelProto model;
    if (!model.ParseFromIstream(&stream))
        return notAnOnnxFile(name);
    return readModel(model, file);
}

Result<GraphParts> decodeParts(std::span<const std::uint8_t> bytes, const std::string& name)
{
    ::onnx::ModelProto model;
    if (bytes.size() > std::numeric_limits<int>::max()
        || !model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return notAnOnnxFile("The network '" + name + "'");
    return readModel(model, name);
}

} // namespace jackdaw::onnx
