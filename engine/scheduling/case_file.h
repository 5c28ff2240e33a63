// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/window_problem.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace jackdaw::scheduling {

/// Which columns of a case become the problem's estimates.
enum class CaseColumns { Actual, Predicted };

/// Reads a case file (format: ekya/README.md of the reference data). Errors carry a JSON pointer; \p name stands in
/// them.
Result<WindowProblem> parseCase(std::string_view json, const std::string& name, CaseColumns columns, double gpus,
                                Share quantum);
Result<WindowProblem> readCase(const std::filesystem::path& file, CaseColumns columns, double gpus, Share quantum);

/// How a case's configurations are named, e.g. "hp 3, 5 epochs".
std::string caseOptionName(std::size_t hp, std::size_t epochs);

/// The numbers behind such a name, for reports that give them apart.
struct CaseOption {
    std::size_t hp = 0;
    std::size_t epochs = 0;
};
Result<CaseOption> caseOption(const std::string& name);

} // namespace jackdaw::scheduling
