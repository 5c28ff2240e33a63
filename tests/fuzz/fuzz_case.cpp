// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"
#include "engine/studies/case_file.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::studies;

namespace {

/// Planning what was accepted must give a finite score and keep the capacity.
void planAccepted(const WindowProblem& problem)
{
    if (problem.streams.size() > 6)
        return;
    for (const char* name : {"thief", "exact", "jackdaw", "uniform(0,0.5)"}) {
        const auto planner = std::move(*makePlanner(name));
        const Plan plan = planner->plan(problem);
        const double score = intendedTimeline(problem, *planner, plan).mean;
        const double share = plan.now().total().value;
        if (!std::isfinite(score) || score < 0.0 || score > 1.0 || share > problem.totalGpus() + 1e-6)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto problem = parseCase(text, "fuzz", CaseColumns::Actual, 1.0, Share{0.1});
    if (problem)
        planAccepted(*problem);
    else if (problem.error().message.empty())
        std::abort();
    return 0;
}
