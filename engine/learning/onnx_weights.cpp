// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_weights.h"

#include "engine/base/content_hash.h"
#include "engine/learning/own_weights.h"
#include "engine/learning/point_head.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/stored_tensors.h"
#include "engine/onnx/untrusted.h"
#include "engine/vision/picture_input.h"

#include <algorithm>
#include <cstring>

namespace jackdaw::learning {
namespace {

constexpr const char* kFormatKey = "format";
constexpr const char* kFormat = "jackdaw-onnx-1";
/// The tensor that is the whole network. ONNX allows any name for a weight; two that are equal would be refused.
constexpr const char* kNetwork = "network.onnx";

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOf(const onnx::Tensor& tensor)
{
    const auto& values = std::get<std::vector<float>>(tensor.values);
    Bytes bytes(values.size() * sizeof(float));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

Result<float> readThreshold(const SafetensorsHeader& header, const std::string& name)
{
    const auto format = header.metadata.find(kFormatKey);
    if (format == header.metadata.end() || format->second != kFormat)
        return fail(ErrorCode::Unsupported,
                    name + ": is not an ONNX student's weights (metadata \"format\" is not \"" + std::string(kFormat)
                        + "\").",
                    "Take weights that Jackdaw wrote.");
    const auto threshold = header.metadata.find(kThresholdKey);
    if (threshold == header.metadata.end())
        return fail(ErrorCode::Corrupt, name + ": the metadata \"threshold\" is missing.",
                    "Take another copy of the weights.");
    return thresholdOf(threshold->second, name);
}

/// The network's tensor comes first.
Result<std::shared_ptr<const OnnxBase>> readBase(const SafetensorsHeader& header, std::span<const std::uint8_t> data,
                                                 const std::string& name)
{
    if (header.tensors.empty() || header.tensors.front().name != kNetwork
        || header.tensors.front().type != StoredType::U8)
        return fail(ErrorCode::Corrupt, name + ": the network is missing.", "Take another copy of the weights.");
    return OnnxBase::decode(data.first(header.tensors.front().end), name);
}

Result<std::map<std::string, onnx::Tensor>> readOwn(const SafetensorsHeader& header, std::span<const std::uint8_t> data,
                                                    const OnnxBase& base, const std::string& name)
{
    std::map<std::string, onnx::Tensor> own;
    for (std::size_t i = 1; i < header.tensors.size(); ++i) {
        const TensorEntry& entry = header.tensors[i];
        if (entry.type != StoredType::F32)
            return fail(ErrorCode::Corrupt, name + ": tensor \"" + entry.name + "\" is not stored as F32.");
        std::vector<float> values((entry.end - entry.begin) / sizeof(float));
        std::memcpy(values.data(), data.data() + entry.begin, values.size() * sizeof(float));
        own[entry.name] = {entry.shape, std::move(values)};
    }
    if (const auto fits = base.graph().with(own); !fits)
        return fail(ErrorCode::Corrupt, name + ": " + fits.error().message, "Take another copy of the weights.");
    return own;
}

} // namespace

OnnxBase::OnnxBase(onnx::Graph graph, onnx::SplitGraph parts, std::vector<std::uint8_t> bytes) :
    m_graph(std::move(graph)), m_parts(std::move(parts)), m_bytes(std::move(bytes)), m_hash(contentAddress(m_bytes))
{
}

Result<std::shared_ptr<const OnnxBase>> OnnxBase::make(onnx::Graph graph)
{
    auto parts = hasPointHead(graph) ? splitBelowPointHead(graph) : onnx::splitBeforeLastConvolutions(graph);
    auto bytes = graph.encoded();
    if (!parts || !bytes)
        return tl::unexpected(!parts ? parts.error() : bytes.error());
    return std::shared_ptr<const OnnxBase>(new OnnxBase(std::move(graph), std::move(*parts), std::move(*bytes)));
}

Result<std::shared_ptr<const OnnxBase>> OnnxBase::read(const std::filesystem::path& file)
{
    auto graph = onnx::readUntrusted(file);
    if (graph)
        graph = vision::withChannelsFirst(*graph);
    return graph ? make(std::move(*graph)) : tl::unexpected(graph.error());
}

Result<std::shared_ptr<const OnnxBase>> OnnxBase::decode(std::span<const std::uint8_t> bytes, const std::string& name)
{
    auto graph = onnx::Graph::decode(bytes, name);
    return graph ? make(std::move(*graph)) : tl::unexpected(graph.error());
}

OnnxWeights::OnnxWeights(std::shared_ptr<const OnnxBase> base, std::map<std::string, onnx::Tensor> own,
                         float threshold) :
    m_base(std::move(base)),
    m_own(std::move(own)), m_threshold(threshold)
{
    m_hash = stored().hash;
}

Result<onnx::Graph> OnnxWeights::appliedTo(const onnx::Graph& part) const
{
    std::map<std::string, onnx::Tensor> own;
    for (const auto& [name, tensor] : m_own)
        if (part.weights().contains(name))
            own.emplace(name, tensor);
    return part.with(own);
}

bool OnnxWeights::changesTrunk() const
{
    const auto& trunk = m_base->parts().trunk.weights();
    return std::any_of(m_own.begin(), m_own.end(), [&](const auto& weight) { return trunk.contains(weight.first); });
}

StoredWeights OnnxWeights::stored() const
{
    StoredParts parts;
    parts.add(kNetwork, StoredType::U8, {static_cast<std::int64_t>(m_base->bytes().size())}, m_base->bytes());
    for (const auto& [name, tensor] : m_own)
        parts.add(name, StoredType::F32, tensor.shape, bytesOf(tensor));
    return parts.finish({{kFormatKey, kFormat}, {kThresholdKey, thresholdText(m_threshold)}});
}

Result<std::shared_ptr<const OnnxWeights>> OnnxWeights::fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                        const std::string& name)
{
    const auto header = readSafetensorsHeader(bytes, name);
    if (!header)
        return tl::unexpected(header.error());
    const auto threshold = readThreshold(*header, name);
    if (!threshold)
        return tl::unexpected(threshold.error());
    const auto data = bytes.subspan(header->dataBegin);
    auto base = readBase(*header, data, name);
    if (!base)
        return tl::unexpected(base.error());
    auto own = readOwn(*header, data, **base, name);
    if (!own)
        return tl::unexpected(own.error());
    return std::make_shared<const OnnxWeights>(std::move(*base), std::move(*own), *threshold);
}

Result<std::shared_ptr<const OnnxWeights>> OnnxWeights::from(std::shared_ptr<const Weights> weights)
{
    return weightsOf<OnnxWeights>(std::move(weights), "an ONNX network");
}

} // namespace jackdaw::learning
