// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/proto/writer.h"

#include <onnx/onnx_pb.h>

namespace jackdaw::onnx {
namespace {

using ::onnx::AttributeProto;
using ::onnx::TensorProto;

/// The version of the format that goes with operator sets up to 13 and is read by everything.
constexpr std::int64_t kFormatVersion = 7;

template <class Value>
void setValues(TensorProto& proto, const std::vector<Value>& values, TensorProto::DataType type)
{
    proto.set_data_type(type);
    proto.set_raw_data(values.data(), values.size() * sizeof(Value));
}

void fill(TensorProto& proto, const Tensor& tensor)
{
    for (const std::int64_t extent : tensor.shape)
        proto.add_dims(extent);
    if (const auto* floats = std::get_if<std::vector<float>>(&tensor.values))
        setValues(proto, *floats, TensorProto::FLOAT);
    else
        setValues(proto, std::get<std::vector<std::int64_t>>(tensor.values), TensorProto::INT64);
}

/// Sets an attribute to the value of each kind.
struct AttributeFiller {
    AttributeProto& proto;

    void operator()(std::int64_t value) const
    {
        proto.set_type(AttributeProto::INT);
        proto.set_i(value);
    }
    void operator()(float value) const
    {
        proto.set_type(AttributeProto::FLOAT);
        proto.set_f(value);
    }
    void operator()(const std::string& value) const
    {
        proto.set_type(AttributeProto::STRING);
        proto.set_s(value);
    }
    void operator()(const std::vector<std::int64_t>& values) const
    {
        proto.set_type(AttributeProto::INTS);
        proto.mutable_ints()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<float>& values) const
    {
        proto.set_type(AttributeProto::FLOATS);
        proto.mutable_floats()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<std::string>& values) const
    {
        proto.set_type(AttributeProto::STRINGS);
        for (const std::string& value : values)
            proto.add_strings(value);
    }
    void operator()(const Tensor& value) const
    {
        proto.set_type(AttributeProto::TENSOR);
        fill(*proto.mutable_t(), value);
    }
};

void fill(::onnx::ValueInfoProto& proto, const Port& port)
{
    proto.set_name(port.name);
    auto& type = *proto.mutable_type()->mutable_tensor_type();
    type.set_elem_type(TensorProto::FLOAT);
    for (const std::int64_t extent : port.shape) {
        auto& dim = *type.mutable_shape()->add_dim();
        if (extent >= 0)
            dim.set_dim_value(extent);
    }
}

void fill(::onnx::NodeProto& proto, const Node& node)
{
    proto.set_name(node.name);
    proto.set_op_type(node.type);
    proto.set_domain(node.domain);
    for (const std::string& input : node.inputs)
        proto.add_input(input);
    for (const std::string& output : node.outputs)
        proto.add_output(output);
    for (const auto& [name, value] : node.attributes) {
        AttributeProto& attribute = *proto.add_attribute();
        attribute.set_name(name);
        std::visit(AttributeFiller{attribute}, value);
    }
}

} // namespace

Result<std::string> encodeParts(const GraphParts& parts)
{
    ::onnx::ModelProto model;
    model.set_ir_version(kFormatVersion);
    model.set_producer_name("jackdaw");
    model.add_opset_import()->set_version(parts.opset);
    ::onnx::GraphProto& graph = *model.mutable_graph();
    graph.set_name("network");
    for (const Port& port : parts.inputs)
        fill(*graph.add_input(), port);
    for (const Port& port : parts.outputs)
        fill(*graph.add_output(), port);
    for (const auto& [name, tensor] : parts.weights) {
        TensorProto& weight = *graph.add_initializer();
        weight.set_name(name);
        fill(weight, tensor);
    }
    for (const Node& node : parts.nodes)
        fill(*graph.add_node(), node);
    std::string bytes;
    if (!model.SerializeToString(&bytes))
        return fail(ErrorCode::Unsupported, "The network '" + parts.name + "' is too large for one file (2 GB).");
    return bytes;
}

} // namespace jackdaw::onnx
