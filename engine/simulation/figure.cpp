// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/figure.h"

#include "engine/simulation/case_import.h"
#include "engine/simulation/figure_parts.h"

#include <array>

namespace jackdaw::simulation {

Result<FigureInputs> readFigureInputs(const std::filesystem::path& folder)
{
    FigureInputs inputs;
    for (const std::size_t streams : {2, 4, 6, 8, 10}) {
        const std::string stem = "c" + std::to_string(streams);
        auto trace = traceFromCases({folder / "cases" / (stem + "_w1.json"), folder / "cases" / (stem + "_w2.json")});
        if (!trace)
            return tl::unexpected(trace.error());
        inputs.traces.emplace(streams, std::move(*trace));
    }
    return inputs;
}

std::span<const FigureMaker> figureMakers()
{
    static const std::array<FigureMaker, 9> makers{{{"figure-8", accuracyOverGpus},
                                                    {"figure-9", allocationsOverTime},
                                                    {"figure-10a", ablation},
                                                    {"figure-10b", windowLengths},
                                                    {"figure-11a", estimationErrors},
                                                    {"figure-11b", estimateErrors},
                                                    {"figure-12", cachedModels},
                                                    {"table-2", streamsServed},
                                                    {"table-3", cloudRetraining}}};
    return makers;
}

} // namespace jackdaw::simulation
