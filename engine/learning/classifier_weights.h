// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_plan.h"
#include "engine/learning/learner.h"
#include "engine/vision/background.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// Weights of a classifier, with the background of its camera where it finds its objects by that.
class ClassifierWeights final : public Weights {
public:
    ClassifierWeights(ClassifierPlan plan, std::vector<float> values, std::optional<vision::Background> background);

    /// Random weights, keyed by seed and camera; the same on every machine. What is in \p start, in its own layout,
    /// replaces them but for the linear layers.
    static std::shared_ptr<const ClassifierWeights> initial(const ClassifierArchitecture& architecture,
                                                            std::uint64_t seed, CameraId camera,
                                                            std::span<const float> start = {});
    /// A student's weights: checked for header, architecture, names, shapes and types before use.
    static Result<std::shared_ptr<const ClassifierWeights>> fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                            const std::string& name);
    /// \p weights as what they are; InvalidInput if they are none or another network's.
    static Result<std::shared_ptr<const ClassifierWeights>> from(std::shared_ptr<const Weights> weights);

    const ClassifierPlan& plan() const { return m_plan; }
    const std::vector<float>& values() const { return m_values; }
    const std::optional<vision::Background>& background() const { return m_background; }

    /// The same function of a picture with linear layers of another hidden width: nothing that was learned is lost.
    std::shared_ptr<const ClassifierWeights> withHidden(int hidden) const;

    const std::string& hash() const override { return m_hash; }
    StoredWeights stored() const override;

private:
    ClassifierPlan m_plan;
    std::vector<float> m_values;
    std::optional<vision::Background> m_background;
    std::string m_hash;
};

/// All weights of \p architecture but those of the linear layers, from a safetensors file that has them by
/// torchvision's names, among others: what another program trained. In the layout of the architecture's plan; the
/// linear layers are 0. Corrupt for a damaged file, InvalidInput for one of another network, each with \p name.
Result<std::vector<float>> readPretrained(const ClassifierArchitecture& architecture,
                                          std::span<const std::uint8_t> bytes, const std::string& name);

} // namespace jackdaw::learning
