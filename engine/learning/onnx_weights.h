// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/onnx/split.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace jackdaw::learning {

/// A network as its file has it, but that its picture comes channel by channel; or with a point head on its trunk: what
/// the weights of all students that came from it share.
class OnnxBase {
public:
    /// Errors name the file and what is wrong with it.
    static Result<std::shared_ptr<const OnnxBase>> read(const std::filesystem::path& file);
    static Result<std::shared_ptr<const OnnxBase>> make(onnx::Graph graph);
    static Result<std::shared_ptr<const OnnxBase>> decode(std::span<const std::uint8_t> bytes, const std::string& name);

    const onnx::Graph& graph() const { return m_graph; }
    const onnx::SplitGraph& parts() const { return m_parts; }
    /// Its bytes, and their content address.
    const std::vector<std::uint8_t>& bytes() const { return m_bytes; }
    const std::string& hash() const { return m_hash; }

private:
    OnnxBase(onnx::Graph graph, onnx::SplitGraph parts, std::vector<std::uint8_t> bytes);

    onnx::Graph m_graph;
    onnx::SplitGraph m_parts;
    std::vector<std::uint8_t> m_bytes;
    std::string m_hash;
};

/// A network with some weights of its own. Its stored form holds the whole network, as one tensor of bytes that all
/// students of the network share, and the weights that are its own.
class OnnxWeights final : public Weights {
public:
    /// \p own are weights of \p base's graph, of the same shapes.
    OnnxWeights(std::shared_ptr<const OnnxBase> base, std::map<std::string, onnx::Tensor> own, float threshold);

    static Result<std::shared_ptr<const OnnxWeights>> fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                      const std::string& name);
    /// \p weights as what they are; InvalidInput if they are none or another network's.
    static Result<std::shared_ptr<const OnnxWeights>> from(std::shared_ptr<const Weights> weights);

    const std::shared_ptr<const OnnxBase>& base() const { return m_base; }
    const std::map<std::string, onnx::Tensor>& own() const { return m_own; }
    float threshold() const { return m_threshold; }
    /// The network with its own weights: what is exported.
    Result<onnx::Graph> graph() const { return appliedTo(m_base->graph()); }
    /// \p part of the network with those of its own weights that belong to it.
    Result<onnx::Graph> appliedTo(const onnx::Graph& part) const;
    /// Whether layers below the last ones are its own.
    bool changesTrunk() const;

    const std::string& hash() const override { return m_hash; }
    StoredWeights stored() const override;

private:
    std::shared_ptr<const OnnxBase> m_base;
    std::map<std::string, onnx::Tensor> m_own;
    float m_threshold;
    std::string m_hash;
};

} // namespace jackdaw::learning
