// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/window_problem.h"

#include <string>
#include <string_view>

namespace jackdaw::scheduling {

/// A valid \p problem as JSON text (see validate()): what a session keeps of what a planner was told. Numbers have as
/// many digits as bring back the same value; what is as it is by default is left out.
std::string problemText(const WindowProblem& problem);

/// The problem of a text that problemText() wrote: the same in every bit. \p name stands in errors, which name every
/// fault by its JSON pointer.
Result<WindowProblem> parseProblem(std::string_view text, const std::string& name);

} // namespace jackdaw::scheduling
