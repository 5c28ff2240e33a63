// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_trainee.h"

#include "engine/learning/onnx_learning_impl.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/units_impl.h"

#include <set>
#include <utility>

namespace jackdaw::learning {
namespace {

/// In pixels of the input.
vision::FrameLabels labelsOf(const View& view)
{
    vision::FrameLabels labels = view.frame->taught();
    for (vision::LabelledObject& object : labels)
        object.box = view.map.toInput(object.box);
    return labels;
}

template <class Value>
std::span<Value> part(std::span<Value> all, std::size_t index, std::size_t count)
{
    const std::size_t size = all.size() / count;
    return all.subspan(index * size, size);
}

class LastLayersTrainee final : public Trainee {
public:
    LastLayersTrainee(const OnnxDetectorPlan& plan, onnx::Network trunk, std::unique_ptr<Learning> learning) :
        m_plan(plan), m_trunk(std::move(trunk)), m_learning(std::move(learning))
    {
    }

    /// Features are kept in half of their bits: they are never trained.
    Status cache(std::span<const View> views) override
    {
        drawViews(views, m_plan, m_trunk->input());
        if (auto ran = m_trunk->run(); !ran)
            return ran;
        for (std::size_t i = 0; i < views.size(); ++i) {
            Entry entry{{}, labelsOf(views[i])};
            for (std::size_t output = 0; output < m_trunk->outputCount(); ++output)
                entry.features.push_back(keptOutsideOfLane(
                    m_learning->there(part(m_trunk->output(output), i, views.size())).to(at::kBFloat16)));
            m_entries.push_back(std::move(entry));
        }
        return {};
    }
    void clearCache() override { m_entries.clear(); }
    void endCaching() override { m_trunk.reset(); }

    Result<double> step(std::span<const std::uint32_t> entries, double learningRate) override
    {
        std::vector<vision::FrameLabels> labels;
        for (const std::uint32_t entry : entries)
            labels.push_back(m_entries[entry].labels);
        load(entries);
        return m_learning->step(labels, learningRate);
    }

    Status score(std::span<const std::uint32_t> entries) override
    {
        load(entries);
        auto found = m_learning->look(entries.size());
        if (!found)
            return tl::unexpected(found.error());
        for (std::size_t i = 0; i < entries.size(); ++i)
            m_search.add(std::move((*found)[i]), m_entries[entries[i]].labels);
        return {};
    }

    Result<std::shared_ptr<const Weights>> snapshot() override
    {
        const ThresholdSearch search = std::exchange(m_search, ThresholdSearch(m_plan.classes));
        return m_learning->snapshot(search.best().value_or(m_learning->threshold()));
    }

private:
    struct Entry {
        std::vector<at::Tensor> features;
        vision::FrameLabels labels; ///< in pixels of the input
    };

    /// Hands the features of \p entries to the layers that learn.
    void load(std::span<const std::uint32_t> entries)
    {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const std::vector<at::Tensor>& features = m_entries[entries[i]].features;
            for (std::size_t feature = 0; feature < features.size(); ++feature)
                m_learning->there(part(m_learning->network().input(feature), i, entries.size()))
                    .copy_(features[feature]);
        }
    }

    OnnxDetectorPlan m_plan;
    std::optional<onnx::Network> m_trunk;
    std::unique_ptr<Learning> m_learning;
    std::vector<Entry> m_entries;
    ThresholdSearch m_search{m_plan.classes};
};

class WholeTrainee final : public Trainee {
public:
    WholeTrainee(const OnnxDetectorPlan& plan, std::unique_ptr<Learning> learning) :
        m_plan(plan), m_learning(std::move(learning))
    {
    }

    Result<double> step(std::span<const View> views, double learningRate) override
    {
        m_learning->draw(views);
        std::vector<vision::FrameLabels> labels;
        for (const View& view : views)
            labels.push_back(labelsOf(view));
        return m_learning->step(labels, learningRate);
    }
    Result<std::shared_ptr<const Weights>> snapshot() override { return m_learning->snapshot(m_learning->threshold()); }

private:
    OnnxDetectorPlan m_plan;
    std::unique_ptr<Learning> m_learning;
};

/// Weights and biases of all convolutions.
std::vector<std::string> convolutionWeights(const onnx::Graph& graph)
{
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const onnx::Node& node : graph.nodes())
        for (std::size_t i = 1; node.type == "Conv" && i < node.inputs.size(); ++i)
            if (graph.weights().contains(node.inputs[i]) && seen.insert(node.inputs[i]).second)
                names.push_back(node.inputs[i]);
    return names;
}

Result<std::unique_ptr<Learning>> startLearning(const OnnxDetectorPlan& plan,
                                                const std::shared_ptr<const OnnxWeights>& start,
                                                const onnx::Graph& graph, const std::vector<onnx::Shape>& inputs,
                                                std::vector<std::string> names, StepWay way)
{
    const auto own = start->appliedTo(graph);
    if (!own)
        return tl::unexpected(own.error());
    const auto gpu = tensors::laneGpu();
    auto trainable = onnx::Trainable::prepare(*own, inputs, names, onnx::Order::Pixels, gpu);
    if (!trainable)
        return tl::unexpected(trainable.error());
    return std::make_unique<Learning>(plan, start, std::move(*trainable), std::move(names), gpu, way);
}

} // namespace

void drawViews(std::span<const View> views, const OnnxDetectorPlan& plan, std::span<float> input)
{
    const PixelStyle style = pixelStyle(plan.format);
    for (std::size_t i = 0; i < views.size(); ++i)
        drawInput(views[i].frame->picture, views[i].map, plan.size, part(input, i, views.size()), style);
}

PixelStyle pixelStyle(const vision::DetectorFormat& format)
{
    return {format.input.mean, format.input.deviation, static_cast<float>(format.input.fill), !format.input.redFirst};
}

Result<std::unique_ptr<Trainee>> makeLastLayersTrainee(const OnnxDetectorPlan& plan,
                                                       std::shared_ptr<const OnnxWeights> start, onnx::Network trunk,
                                                       StepWay way)
{
    std::vector<onnx::Shape> features;
    for (std::size_t i = 0; i < trunk.outputCount(); ++i)
        features.push_back(trunk.outputShape(i));
    const onnx::SplitGraph& parts = plan.base->parts();
    auto learning = startLearning(plan, start, parts.head, features, parts.weights, way);
    if (!learning)
        return tl::unexpected(learning.error());
    return std::make_unique<LastLayersTrainee>(plan, std::move(trunk), std::move(*learning));
}

Result<std::unique_ptr<Trainee>> makeWholeTrainee(const OnnxDetectorPlan& plan,
                                                  std::shared_ptr<const OnnxWeights> start, int batch, StepWay way)
{
    const onnx::Graph& graph = plan.base->graph();
    auto learning = startLearning(plan, start, graph, {{batch, 3, plan.size.height, plan.size.width}},
                                  convolutionWeights(graph), way);
    if (!learning)
        return tl::unexpected(learning.error());
    return std::make_unique<WholeTrainee>(plan, std::move(*learning));
}

} // namespace jackdaw::learning
