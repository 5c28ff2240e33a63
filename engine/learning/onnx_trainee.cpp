// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_trainee.h"

#include "engine/learning/dense_loss.h"
#include "engine/learning/optimiser_impl.h"
#include "engine/onnx/trainable.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <set>

namespace jackdaw::learning {
namespace {

/// An object of which less is left on the plane is ignored.
constexpr float kLeastVisiblePart = 0.4F;
constexpr float kLeastSide = 2.0F; ///< pixels of the input

using Targets = std::vector<DenseTarget>;

std::optional<DenseTarget> targetOf(const vision::LabelledObject& object, const PictureMap& map,
                                    const OnnxDetectorPlan& plan)
{
    const Box whole = map.toInput(object.box);
    const auto width = static_cast<float>(plan.size.width);
    const auto height = static_cast<float>(plan.size.height);
    const Box visible{std::clamp(whole.x1, 0.0F, width), std::clamp(whole.y1, 0.0F, height),
                      std::clamp(whole.x2, 0.0F, width), std::clamp(whole.y2, 0.0F, height)};
    if (visible.width() < kLeastSide || visible.height() < kLeastSide)
        return std::nullopt;
    const std::uint32_t known = plan.classes.size() >= 32 ? ~0U : (1U << plan.classes.size()) - 1U;
    const std::uint32_t allowed = object.allowedClasses & known;
    if (allowed == 0 || visible.area() < kLeastVisiblePart * whole.area())
        return DenseTarget{visible, 0, true};
    return DenseTarget{visible, plan.classes[static_cast<std::size_t>(std::countr_zero(allowed))], false};
}

Targets targetsOf(const View& view, const OnnxDetectorPlan& plan)
{
    Targets targets;
    for (const vision::LabelledObject& object : view.frame->labels)
        if (const auto target = targetOf(object, view.map, plan))
            targets.push_back(*target);
    return targets;
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

    Result<double> step(const std::vector<const Targets*>& targets, double learningRate)
    {
        if (auto ran = m_trainable.forward(); !ran)
            return tl::unexpected(ran.error());
        std::vector<std::vector<float>> gradients;
        for (std::size_t i = 0; i < m_trainable.outputCount(); ++i)
            gradients.emplace_back(m_trainable.output(i).size());
        double loss = 0.0;
        for (std::size_t picture = 0; picture < targets.size(); ++picture)
            loss += lossOf(*targets[picture], picture, targets.size(), gradients);
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

    std::shared_ptr<const Weights> snapshot() const
    {
        std::map<std::string, onnx::Tensor> own = m_start->own();
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const std::span<const float> values = m_trainable.weight(i);
            own[m_names[i]] = {m_trainable.weightShape(i), std::vector<float>(values.begin(), values.end())};
        }
        return std::make_shared<const OnnxWeights>(m_start->base(), std::move(own), m_start->threshold());
    }

private:
    /// Of one picture of the batch; the step's gradient is the mean over the pictures.
    double lossOf(const Targets& targets, std::size_t picture, std::size_t pictures,
                  std::vector<std::vector<float>>& gradients) const
    {
        std::vector<vision::DetectorOutput> outputs;
        std::vector<std::span<float>> parts;
        for (std::size_t i = 0; i < gradients.size(); ++i) {
            const std::span<const float> all = m_trainable.output(i);
            const std::size_t size = all.size() / pictures;
            outputs.push_back({{}, all.subspan(picture * size, size)});
            parts.push_back(part(gradients[i], picture, pictures));
        }
        const double loss = denseLoss(m_plan.format, m_plan.size, {outputs, parts}, targets, m_plan.classes);
        for (const std::span<float> gradient : parts)
            for (float& value : gradient)
                value /= static_cast<float>(pictures);
        return loss / static_cast<double>(pictures);
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
            Entry entry{{}, targetsOf(views[i], m_plan)};
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

    Result<double> step(std::span<const View>, double) override
    {
        return fail(ErrorCode::Internal, "The last layers are trained on cached features.");
    }
    Result<double> step(std::span<const std::uint32_t> entries, double learningRate) override
    {
        std::vector<const Targets*> targets;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const Entry& entry = m_entries[entries[i]];
            targets.push_back(&entry.targets);
            for (std::size_t feature = 0; feature < entry.features.size(); ++feature) {
                const auto values = part(m_learning->network().input(feature), i, entries.size());
                at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat)
                    .copy_(entry.features[feature]);
            }
        }
        return m_learning->step(targets, learningRate);
    }

    Result<std::shared_ptr<const Weights>> snapshot() const override { return m_learning->snapshot(); }

private:
    struct Entry {
        std::vector<at::Tensor> features;
        Targets targets;
    };

    OnnxDetectorPlan m_plan;
    std::optional<onnx::Network> m_trunk;
    std::unique_ptr<Learning> m_learning;
    std::vector<Entry> m_entries;
};

class WholeTrainee final : public Trainee {
public:
    WholeTrainee(const OnnxDetectorPlan& plan, std::unique_ptr<Learning> learning) :
        m_plan(plan), m_learning(std::move(learning))
    {
    }

    Status cache(std::span<const View>) override { return {}; }
    void clearCache() override { }
    void endCaching() override { }

    Result<double> step(std::span<const View> views, double learningRate) override
    {
        draw(views, m_plan, m_learning->network().input());
        std::vector<Targets> drawn;
        for (const View& view : views)
            drawn.push_back(targetsOf(view, m_plan));
        std::vector<const Targets*> targets;
        for (const Targets& each : drawn)
            targets.push_back(&each);
        return m_learning->step(targets, learningRate);
    }
    Result<double> step(std::span<const std::uint32_t>, double) override
    {
        return fail(ErrorCode::Internal, "All layers are trained on pictures.");
    }

    Result<std::shared_ptr<const Weights>> snapshot() const override { return m_learning->snapshot(); }

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

/// Of \p all, those that \p graph has.
std::map<std::string, onnx::Tensor> weightsFor(const onnx::Graph& graph, const std::map<std::string, onnx::Tensor>& all)
{
    std::map<std::string, onnx::Tensor> own;
    for (const auto& [name, tensor] : all)
        if (graph.weights().contains(name))
            own.emplace(name, tensor);
    return own;
}

Result<std::unique_ptr<Learning>> startLearning(const OnnxDetectorPlan& plan,
                                                const std::shared_ptr<const OnnxWeights>& start,
                                                const onnx::Graph& graph, const std::vector<onnx::Shape>& inputs,
                                                std::vector<std::string> names)
{
    const auto own = graph.with(weightsFor(graph, start->own()));
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
    return {format.input.mean, format.input.deviation, static_cast<float>(format.input.fill), true};
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
