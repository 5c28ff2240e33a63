// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/family.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// A retraining of a student of any family.
class TrainingRun final : public Training {
public:
    /// InvalidInput where the inputs cannot be trained on, among them weights of another kind of network.
    static Result<std::unique_ptr<Training>> create(std::shared_ptr<const StudentFamily> family, TrainingInputs inputs);
    ~TrainingRun() override;

    std::optional<Batch> nextBatch() const override;
    Status runBatch() override;
    double fractionDone() const override;
    const std::vector<Evaluation>& evaluations() const override;
    std::shared_ptr<const Weights> best() const override;
    std::optional<HeldOutAccuracy> bestAccuracy() const override;

    class Impl;

private:
    explicit TrainingRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::learning
