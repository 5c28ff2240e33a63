// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/families.h"
#include "engine/learning/family.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/student.h"
#include "engine/learning/targets.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/weights_impl.h"

#include <cmath>

namespace jackdaw::learning {
namespace {

class PointTrainee final : public Trainee {
public:
    PointTrainee(std::shared_ptr<const NetworkWeights> start, const TrainingConfiguration& configuration) :
        m_start(std::move(start)), m_plan(m_start->impl().plan),
        m_trainable(*m_start, configuration.layers, configuration.batch, onnx::fastestPrecision())
    {
        if (configuration.layers == TrainedLayers::Upper)
            m_trunk = std::make_unique<FusedNetwork>(*m_start, configuration.batch, onnx::fastestPrecision());
    }

    Status cache(std::span<const View> views) override
    {
        for (std::size_t i = 0; i < views.size(); ++i) {
            m_trunk->draw(i, views[i].frame->picture, views[i].map);
            m_cachedTargets.push_back(targetsOf(views[i]));
        }
        m_cache.append(*m_trunk);
        return {};
    }
    void clearCache() override
    {
        m_cache.clear();
        m_cachedTargets.clear();
    }
    void endCaching() override { m_trunk.reset(); }

    Result<double> step(std::span<const View> views, double learningRate) override
    {
        std::vector<Targets> drawn;
        for (std::size_t i = 0; i < views.size(); ++i) {
            m_trainable.draw(i, views[i].frame->picture, views[i].map);
            drawn.push_back(targetsOf(views[i]));
        }
        std::vector<const Targets*> targets;
        for (const Targets& each : drawn)
            targets.push_back(&each);
        return m_trainable.step(targets, learningRate);
    }
    Result<double> step(std::span<const std::uint32_t> entries, double learningRate) override
    {
        std::vector<const Targets*> targets;
        for (const std::uint32_t entry : entries)
            targets.push_back(&m_cachedTargets[entry]);
        return m_trainable.step(m_cache, entries, targets, learningRate);
    }

    Result<std::shared_ptr<const Weights>> snapshot() override { return m_trainable.snapshot(); }

private:
    Targets targetsOf(const View& view) const { return makeTargets(view.frame->taught(), view.map, m_plan.grid()); }

    std::shared_ptr<const NetworkWeights> m_start;
    const NetworkPlan& m_plan;
    TrainableNetwork m_trainable;
    std::unique_ptr<FusedNetwork> m_trunk;
    ActivationCache m_cache;
    std::vector<Targets> m_cachedTargets;
};

class PointFamily final : public StudentFamily {
public:
    PointFamily(const Architecture& architecture, std::shared_ptr<const NetworkWeights> base) :
        m_architecture(architecture), m_base(std::move(base))
    {
    }

    std::string description() const override { return m_architecture.description(); }
    const std::string& familyName() const override { return familyNames()[0]; }
    PictureSize inputSize() const override { return m_architecture.inputSize(); }
    std::size_t classes() const override { return static_cast<std::size_t>(m_architecture.classes); }

    std::shared_ptr<const Weights> initial(std::uint64_t seed, CameraId camera) const override
    {
        return m_base ? m_base : NetworkWeights::initial(m_architecture, seed, camera);
    }

    Result<std::shared_ptr<const Weights>> read(std::span<const std::uint8_t> stored,
                                                const std::string& name) const override
    {
        auto weights = NetworkWeights::fromSafetensors(stored, name);
        if (!weights)
            return tl::unexpected(weights.error());
        if (const auto found = (*weights)->forInput(inputSize())->architecture(); found != m_architecture)
            return fail(ErrorCode::InvalidInput,
                        name + " are weights of a student " + found.description() + "; this run's are " + description()
                            + ".",
                        "Take those of the same student.");
        return (*weights)->architecture() == m_architecture ? *weights : (*weights)->forInput(inputSize());
    }

    Result<std::unique_ptr<Student>> prepare(std::shared_ptr<const Weights> weights) const override
    {
        auto own = NetworkWeights::from(std::move(weights));
        if (!own)
            return tl::unexpected(own.error());
        return PreparedStudent::prepare(std::move(*own));
    }

    Result<std::unique_ptr<Trainee>> trainee(std::shared_ptr<const Weights> start,
                                             const TrainingConfiguration& configuration,
                                             std::span<const LabelledFrame>) const override
    {
        auto own = NetworkWeights::from(std::move(start));
        if (!own)
            return tl::unexpected(own.error());
        if (auto checked = checkArchitecture((*own)->architecture()); !checked)
            return tl::unexpected(checked.error());
        return std::make_unique<PointTrainee>(std::move(*own), configuration);
    }

    bool choosesThreshold(const TrainingConfiguration&) const override { return false; }
    float thresholdOf(const Weights& weights) const override
    {
        return dynamic_cast<const NetworkWeights&>(weights).threshold();
    }
    std::shared_ptr<const Weights> withThreshold(const Weights& weights, float threshold) const override
    {
        return dynamic_cast<const NetworkWeights&>(weights).withThreshold(threshold);
    }

    /// From some 800 retrainings on real video.
    CurveAssumption assumption(const TrainingConfiguration& configuration) const override
    {
        const bool whole = configuration.layers == TrainedLayers::Whole;
        return {(whole ? 0.55 : 0.52) - 0.1 * (1.0 - configuration.dataFraction), whole ? 2.5 : 5.0};
    }

private:
    const Architecture m_architecture;
    const std::shared_ptr<const NetworkWeights> m_base;
};

} // namespace

std::shared_ptr<const Learner> makeLearner(const Architecture& architecture, std::shared_ptr<const NetworkWeights> base)
{
    return std::make_shared<const PointFamily>(architecture, std::move(base));
}

} // namespace jackdaw::learning
