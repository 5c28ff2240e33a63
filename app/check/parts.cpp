// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace jackdaw::check {

const std::vector<Part>& deviceParts()
{
    static const std::vector<Part> parts{
        {"inventory", "what the device, its driver and its sensors are", checkInventory},
        {"pools", "pools run on exactly their multiprocessors, disjoint, alone and together", checkPools},
        {"graphs", "graphs run where they were captured, and faster than their kernels one by one", checkGraphs},
        {"repartition", "from a request to the first batch under it, with both pools busy", checkRepartition},
        {"stride", "shares of time in one lane", checkStride},
        {"side-by-side", "jobs in several lanes of one pool against one after the other", checkSideBySide},
        {"latency", "a paced job beside storms, by layout", checkLatency},
        {"swap", "new weights between two replays of a graph", checkSwap},
        {"copies", "pinned and device copies, and a picture's way up", checkCopies},
        {"pool-costs", "what pools cost to make, to keep and to destroy", checkPoolCosts},
    };
    return parts;
}

Result<std::vector<Part>> chosenParts(const std::vector<Part>& parts, const std::string& names)
{
    if (names.empty())
        return parts;
    std::vector<Part> chosen;
    std::istringstream list(names);
    for (std::string name; std::getline(list, name, ',');) {
        const auto found =
            std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
        if (found == parts.end())
            return fail(ErrorCode::InvalidInput, "There is no part '" + name + "'.", "--list names them.");
        chosen.push_back(*found);
    }
    return chosen;
}

void runParts(const std::vector<Part>& parts, Bench& bench, Report& report, Nanoseconds until)
{
    for (const Part& part : parts) {
        const Nanoseconds begun = bench.gpu->now();
        if (begun >= until) {
            report.addFailure(
                part.name,
                {ErrorCode::Cancelled, "There was no time left for this part.", "Give it more --minutes.", {}});
            continue;
        }
        const auto started = std::chrono::steady_clock::now(); // a fake GPU's time is its own
        const Status done = part.run(bench, [&](const Finding& finding) { report.add(part.name, finding); });
        if (done)
            report.add(
                part.name,
                {kTook,
                 {{"seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count()}},
                 {}});
        else
            report.addFailure(part.name, done.error());
    }
}

} // namespace jackdaw::check
