// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_trainee.h"

#include "engine/learning/optimiser_impl.h"
#include "engine/learning/score_scale.h"
#include "engine/onnx/trainable.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace jackdaw::learning {
namespace {

/// Lower raw scores never become statements.
constexpr float kLeastScore = 0.02F;

/// In pixels of the input.
vision::FrameLabels labelsOf(const View& view)
{
    vision::FrameLabels labels = view.frame->taught();
    for (vision::LabelledObject& object : labels)
        object.box = view.map.toInput(object.box);
    return labels;
}

std::span<float> part(std::span<float> all, std::size_t index, std::size_t count)
{
    const std::size_t size = all.size() / count;
    return all.subspan(index * size, size);
}

void draw(std::span<const View> views, const OnnxDetectorPlan& plan, std::span<float> input)
{
    const PixelStyle style = pixelStyle(plan.format);
    for (std::size_t i = 0; i < views.size(); ++i)
        drawInput(views[i].frame->picture, views[i].map, plan.size, part(input, i, views.size()), style);
}

/// The part of a network that learns, with its optimiser.
class Learning {
public:
    Learning(const OnnxDetectorPlan& plan, std::shared_ptr<const OnnxWeights> start, onnx::Trainable trainable,
             std::vector<std::string> names) :
        m_plan(plan),
        m_start(std::move(start)), m_trainable(std::move(trainable)), m_names(std::move(names))
    {
        for (std::size_t i = 0; i < m_trainable.weightCount(); ++i) {
            const std::span<float> values = m_trainable.weight(i);
            at::Tensor tensor = at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat);
            tensor.requires_grad_(true);
            m_weights.push_back(tensor);
            m_optimiser.add(tensor, m_trainable.weightShape(i).size() > 1);
        }
    }

    onnx::Trainable& network() { return m_trainable; }

    /// On the inputs, of pictures with \p labels.
    Result<double> step(std::span<const vision::FrameLabels> labels, double learningRate)
    {
        if (auto ran = m_trainable.forward(); !ran)
            return tl::unexpected(ran.error());
        std::vector<std::vector<float>> gradients;
        for (const std::span<const float> output : outputs())
            gradients.emplace_back(output.size());
        const std::vector<std::span<float>> slopes(gradients.begin(), gradients.end());
        const double loss = m_plan.head->loss(outputs(), labels, slopes);
        if (!std::isfinite(loss))
            return loss;
        if (auto led = m_trainable.backward(gradients); !led)
            return tl::unexpected(led.error());
        for (std::size_t i = 0; i < m_weights.size(); ++i) {
            const std::span<const float> gradient = m_trainable.gradient(i);
            // The optimiser scales gradients in place: it gets copies.
            m_weights[i].mutable_grad() = at::from_blob(const_cast<float*>(gradient.data()),
                                                        {static_cast<std::int64_t>(gradient.size())}, at::kFloat)
                                              .clone();
        }
        return m_optimiser.step(learningRate) ? loss : std::numeric_limits<double>::quiet_NaN();
    }

    /// What the network makes of each picture of a batch, without a step.
    Result<std::vector<std::vector<Detection>>> look(std::size_t pictures)
    {
        if (auto ran = m_trainable.forward(); !ran)
            return tl::unexpected(ran.error());
        std::vector<std::vector<Detection>> found;
        for (std::size_t picture = 0; picture < pictures; ++picture)
            found.push_back(m_plan.head->objects(outputsOf(outputs(), picture, pictures), kLeastScore));
        return found;
    }

    float threshold() const { return m_start->threshold(); }
    std::shared_ptr<const Weights> snapshot(float threshold) const
    {
        std::map<std::string, onnx::Tensor> own = m_start->own();
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const std::span<const float> values = m_trainable.weight(i);
            own[m_names[i]] = {m_trainable.weightShape(i), std::vector<float>(values.begin(), values.end())};
        }
        return std::make_shared<const OnnxWeights>(m_start->base(), std::move(own), threshold);
    }

private:
    std::vector<std::span<const float>> outputs() const
    {
        std::vector<std::span<const float>> outputs;
        for (std::size_t i = 0; i < m_trainable.outputCount(); ++i)
            outputs.push_back(m_trainable.output(i));
        return outputs;
    }

    OnnxDetectorPlan m_plan;
    std::shared_ptr<const OnnxWeights> m_start;
    onnx::Trainable m_trainable;
    std::vector<std::string> m_names;
    std::vector<at::Tensor> m_weights; ///< views of the network's
    Optimiser m_optimiser;
};

class LastLayersTrainee final : public Trainee {
public:
    LastLayersTrainee(const OnnxDetectorPlan& plan, onnx::Network trunk, std::unique_ptr<Learning> learning) :
        m_plan(plan), m_trunk(std::move(trunk)), m_learning(std::move(learning))
    {
    }

    /// Features are kept in half of their bits: they are never trained.
    Status cache(std::span<const View> views) override
    {
        draw(views, m_plan, m_trunk->input());
        if (auto ran = m_trunk->run(); !ran)
            return ran;
        for (std::size_t i = 0; i < views.size(); ++i) {
            Entry entry{{}, labelsOf(views[i])};
            for (std::size_t output = 0; output < m_trunk->outputCount(); ++output) {
                const std::span<const float> all = m_trunk->output(output);
                const std::size_t size = all.size() / views.size();
                entry.features.push_back(at::from_blob(const_cast<float*>(all.data()) + i * size,
                                                       {static_cast<std::int64_t>(size)}, at::kFloat)
                                             .to(at::kBFloat16));
            }
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
            for (std::size_t feature = 0; feature < features.size(); ++feature) {
                const auto values = part(m_learning->network().input(feature), i, entries.size());
                at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat)
                    .copy_(features[feature]);
            }
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
        draw(views, m_plan, m_learning->network().input());
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
                                                std::vector<std::string> names)
{
    const auto own = start->appliedTo(graph);
    if (!own)
        return tl::unexpected(own.error());
    auto trainable = onnx::Trainable::prepare(*own, inputs, names, onnx::Order::Pixels);
    if (!trainable)
        return tl::unexpected(trainable.error());
    return std::make_unique<Learning>(plan, start, std::move(*trainable), std::move(names));
}

} // namespace

PixelStyle pixelStyle(const vision::DetectorFormat& format)
{
    return {format.input.mean, format.input.deviation, static_cast<float>(format.input.fill), !format.input.redFirst};
}

Result<std::unique_ptr<Trainee>> makeLastLayersTrainee(const OnnxDetectorPlan& plan,
                                                       std::shared_ptr<const OnnxWeights> start, onnx::Network trunk)
{
    std::vector<onnx::Shape> features;
    for (std::size_t i = 0; i < trunk.outputCount(); ++i)
        features.push_back(trunk.outputShape(i));
    const onnx::SplitGraph& parts = plan.base->parts();
    auto learning = startLearning(plan, start, parts.head, features, parts.weights);
    if (!learning)
        return tl::unexpected(learning.error());
    return std::make_unique<LastLayersTrainee>(plan, std::move(trunk), std::move(*learning));
}

Result<std::unique_ptr<Trainee>> makeWholeTrainee(const OnnxDetectorPlan& plan,
                                                  std::shared_ptr<const OnnxWeights> start, int batch)
{
    const onnx::Graph& graph = plan.base->graph();
    auto learning =
        startLearning(plan, start, graph, {{batch, 3, plan.size.height, plan.size.width}}, convolutionWeights(graph));
    if (!learning)
        return tl::unexpected(learning.error());
    return std::make_unique<WholeTrainee>(plan, std::move(*learning));
}

} // namespace jackdaw::learning
