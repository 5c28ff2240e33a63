// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/training_batches.h"

#include <utility>

namespace jackdaw::runtime {

Batch judgingBatch(std::shared_ptr<learning::Student> student, std::vector<learning::LabelledFrame> heldOut,
                   std::function<void(const learning::HeldOutAccuracy&)> take)
{
    std::vector<BatchRun> runs;
    if (!heldOut.empty())
        runs.push_back({student->costShape(), static_cast<int>(heldOut.size())});
    return {
        std::move(runs),
        [student = std::move(student), heldOut = std::move(heldOut), take = std::move(take)]() -> Result<BatchOutcome> {
            const auto accuracy = learning::evaluate(*student, heldOut);
            if (!accuracy)
                return tl::unexpected(accuracy.error());
            take(*accuracy);
            return BatchOutcome{};
        }};
}

Batch settingUpBatch(std::shared_ptr<const learning::Learner> learner, learning::TrainingInputs inputs,
                     std::function<void(std::unique_ptr<learning::Training>)> take)
{
    const auto shared = std::make_shared<learning::TrainingInputs>(std::move(inputs));
    return {{}, [learner = std::move(learner), shared, take = std::move(take)]() -> Result<BatchOutcome> {
                auto run = learner->train(std::move(*shared));
                if (!run)
                    return tl::unexpected(run.error());
                take(std::move(*run));
                return BatchOutcome{};
            }};
}

} // namespace jackdaw::runtime
