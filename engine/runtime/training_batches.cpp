// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/training_batches.h"

#include <utility>

namespace jackdaw::runtime {

Batch judgingBatch(std::shared_ptr<learning::PreparedStudent> student, std::vector<learning::LabelledFrame> heldOut,
                   std::function<void(Accuracy)> take)
{
    std::vector<BatchRun> runs;
    if (!heldOut.empty())
        runs.push_back({learning::PreparedStudent::costShape(student->weights().architecture()),
                        static_cast<int>(heldOut.size())});
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

Batch settingUpBatch(learning::TrainingRun::Inputs inputs,
                     std::function<void(std::unique_ptr<learning::TrainingRun>)> take)
{
    const auto shared = std::make_shared<learning::TrainingRun::Inputs>(std::move(inputs));
    return {{}, [shared, take = std::move(take)]() -> Result<BatchOutcome> {
                auto run = learning::TrainingRun::create(std::move(*shared));
                if (!run)
                    return tl::unexpected(run.error());
                take(std::move(*run));
                return BatchOutcome{};
            }};
}

} // namespace jackdaw::runtime
