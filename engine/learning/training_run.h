// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/student.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::learning {

/// A retraining of the point detector.
class TrainingRun final : public Training {
public:
    /// InvalidInput where the inputs cannot be trained on, among them weights of another kind of network.
    static Result<std::unique_ptr<TrainingRun>> create(TrainingInputs inputs);
    ~TrainingRun() override;

    std::optional<Batch> nextBatch() const override;
    Status runBatch() override;
    double fractionDone() const override;
    const std::vector<Evaluation>& evaluations() const override;
    std::shared_ptr<const Weights> best() const override;
    std::optional<Accuracy> bestAccuracy() const override;

    /// See Learner::batches(). No tensors are touched.
    static std::vector<std::pair<std::string, int>> batches(const Architecture& architecture,
                                                            const TrainingConfiguration& configuration,
                                                            const FrameCounts& frames, std::size_t evaluations);

    class Impl;

private:
    explicit TrainingRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// See Learner::calibrationBatches().
std::vector<CalibrationBatch> calibrationBatches(const Architecture& architecture,
                                                 const std::vector<TrainingConfiguration>& configurations);

} // namespace jackdaw::learning
