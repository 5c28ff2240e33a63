// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/suite_parts.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace jackdaw::check {

const std::vector<SuitePart>& suiteParts()
{
    static const std::vector<SuitePart> parts{
        {kInventory, "gpu-check", "what the device, its driver and its sensors are", true},
        {"pools", "gpu-check", "pools run on exactly their multiprocessors, disjoint, alone and together", true},
        {"graphs", "gpu-check", "graphs run where they were captured, and faster than their kernels one by one", true},
        {"repartition", "gpu-check", "from a request to the first batch under it, with both pools busy", true},
        {"golden", "student-check", "golden models on the GPU and on the CPU: boxes, scores and time", true},
        {"points", "student-check", "point detectors on both: boxes, scores, retrainings and time", true},
        {kCalibration, kCli, "what batches of the main job cost, by size of the pool", true},
        {"main-job", kCli, "64 cameras at wall clock, by uniform(3,0.5) and by jackdaw", true},
        {"detectors", "student-check", "pre-trained detectors on both: boxes, scores, retrainings and time", true},
        {"product", "network-check", "the product's own retraining steps and inference, with own kernels and without",
         true},
        {"kernels", "network-check", "own kernels give what operations on tensors give, and the same each time", true},
        {"classifiers", "student-check", "classifiers on both: boxes, scores, retrainings and time", true},
        {"side-by-side", "gpu-check", "jobs in several lanes of one pool against one after the other", true},
        {"students", "network-check", "training steps and inference of student networks, by batch and by space", true},
        {"golden-ways", "student-check", "golden models in each precision and order of values", false},
        {"pair", "network-check", "inference beside a retraining, by layout", false},
        {"cameras", "network-check", "many cameras with students of their own, as branches of one graph", false},
        {"network-repartition", "network-check", "from a request to the first batch under it, with networks", false},
        {"trainings", "network-check", "retrainings side by side in lanes of one pool", false},
        {"equality", "network-check", "graphs train as single operations do, in every pool", false},
        {"latency", "gpu-check", "a paced job beside storms, by layout", false},
        {"swap", "gpu-check", "new weights between two replays of a graph", false},
        {"stride", "gpu-check", "shares of time in one lane", false},
        {"copies", "gpu-check", "pinned and device copies, and a picture's way up", false},
        {"pool-costs", "gpu-check", "what pools cost to make, to keep and to destroy", false},
    };
    return parts;
}

Result<std::vector<SuitePart>> chosenSuite(const std::string& names, bool all)
{
    const auto& parts = suiteParts();
    std::vector<SuitePart> chosen{parts.front()};
    if (names.empty()) {
        std::copy_if(parts.begin() + 1, parts.end(), std::back_inserter(chosen),
                     [all](const SuitePart& part) { return all || part.isDefault; });
        return chosen;
    }
    std::istringstream list(names);
    for (std::string name; std::getline(list, name, ',');) {
        const auto isMeant = [&name](const SuitePart& part) { return name == part.name; };
        const auto found = std::find_if(parts.begin(), parts.end(), isMeant);
        if (found == parts.end())
            return fail(ErrorCode::InvalidInput, "There is no part '" + name + "'.", "--list names them.");
        if (std::none_of(chosen.begin(), chosen.end(), isMeant))
            chosen.push_back(*found);
    }
    return chosen;
}

} // namespace jackdaw::check
