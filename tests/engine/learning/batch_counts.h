// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/learner.h"

#include <map>
#include <set>
#include <string>

/// How many batches of which shape a retraining takes.
namespace jackdaw::testing {

using Counts = std::map<std::string, int>;

/// What \p learner says beforehand.
inline Counts foretold(const learning::Learner& learner, const learning::TrainingInputs& inputs,
                       std::size_t evaluations)
{
    Counts counts;
    for (const auto& [shape, count] :
         learner.batches(inputs.configuration, {inputs.training.size(), inputs.rehearsal.size(), inputs.heldOut.size()},
                         evaluations))
        counts[shape] += count;
    return counts;
}

/// Runs \p training to its end; empty if a batch fails.
inline Counts runAll(learning::Training& training)
{
    Counts counts;
    while (const auto batch = training.nextBatch()) {
        ++counts[batch->costShape];
        if (!training.runBatch())
            return {};
    }
    return counts;
}

/// Shapes that the calibration of a cost table measures; its batches are run.
inline std::set<std::string> measured(const learning::Learner& learner,
                                      const learning::TrainingConfiguration& configuration)
{
    std::set<std::string> shapes;
    for (const auto& batch : learner.calibrationBatches({configuration})) {
        shapes.insert(batch.costShape);
        batch.run();
    }
    return shapes;
}

} // namespace jackdaw::testing
