// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/plan_request.h"

namespace jackdaw::runtime {

GpuSeconds profilingBudget(const RunSettings& settings)
{
    return GpuSeconds{toSeconds(settings.windowLength) * settings.profilingBudget
                      / static_cast<double>(settings.cameras.size())};
}

std::vector<scheduling::RetrainingOption>
optionsFromEstimates(const std::vector<ConfigurationEstimate>& estimates,
                     const std::vector<learning::TrainingConfiguration>& configurations)
{
    std::vector<scheduling::RetrainingOption> options;
    for (const ConfigurationEstimate& estimate : estimates) {
        options.push_back({estimate.configuration,
                           configurations[estimate.configuration.value].name,
                           scheduling::Estimate::exact(estimate.cost.value),
                           {estimate.accuracy.value, estimate.interval.low, estimate.interval.high},
                           0.0});
    }
    return options;
}

} // namespace jackdaw::runtime
