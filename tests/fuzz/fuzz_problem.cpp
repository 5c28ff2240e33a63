// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"
#include "engine/scheduling/problem_text.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace jackdaw;
using namespace jackdaw::scheduling;

namespace {

/// What was accepted is written as a text that is read as the same, and can be planned.
void useAccepted(const WindowProblem& problem)
{
    const std::string text = problemText(problem);
    const auto again = parseProblem(text, "again");
    if (!again || problemText(*again) != text)
        std::abort();
    if (problem.streams.size() > 4 || problem.furtherJobs.size() > 4 || problem.devices.size() > 2
        || mostOptions(problem) > 8 || problem.totalGpus() / problem.quantum.value > 40.0)
        return;
    for (const char* name : {"thief", "inference-only", "uniform(0,0.5)"}) {
        const auto planner = std::move(*makePlanner(name));
        const WindowProblem seen = withChoice(problem, planner->servingChoice());
        if (!std::isfinite(intendedTimeline(seen, *planner, planner->plan(seen)).mean))
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto problem = parseProblem({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (problem)
        useAccepted(*problem);
    else if (problem.error().message.empty())
        std::abort();
    return 0;
}
