// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/simulation/trace.h"

#include <string>
#include <vector>

namespace jackdaw::cli {

/// A trace from one trace file, or from the case files of one set as its windows.
Result<simulation::Trace> readTraceInput(const std::vector<std::string>& files);

} // namespace jackdaw::cli
