// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/window_problem.h"
#include "engine/simulation/trace.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::studies {

/// Which columns of a case become the problem's estimates.
enum class CaseColumns { Actual, Predicted };

/// Reads a case file: JSON with one window of the measured profiles that Ekya's authors published: window_s,
/// infer_max_res, an inference_profile of columns over its subsampling, and streams[] with id, start_acc and configs[]
/// of hp, epochs, gpu_seconds and final_acc; predictions carry the prefix "pred_". The error names every fault with its
/// JSON pointer; \p name stands in it.
Result<scheduling::WindowProblem> parseCase(std::string_view text, const std::string& name, CaseColumns columns,
                                            double gpus, Share quantum);
Result<scheduling::WindowProblem> readCase(const std::filesystem::path& file, CaseColumns columns, double gpus,
                                           Share quantum);

/// How a case's configurations are named, e.g. "hp 3, 5 epochs".
std::string caseOptionName(std::size_t hp, std::size_t epochs);

/// The numbers behind such a name, for reports that give them apart.
struct CaseOption {
    std::size_t hp = 0;
    std::size_t epochs = 0;
};
Result<CaseOption> caseOption(const std::string& name);

/// The cases of one set as windows of one trace, in the order given. All must have the same
/// streams. Capacity is one GPU and δ 0.1 until the simulation says otherwise. Without labelling and profiling delay.
Result<simulation::Trace> traceFromCases(const std::vector<std::filesystem::path>& files);

} // namespace jackdaw::studies
