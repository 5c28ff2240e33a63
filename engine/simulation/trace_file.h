// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/simulation/trace.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::simulation {

/// Version of the trace format that this program reads and writes.
inline constexpr int kTraceVersion = 1;

/// Reads a trace (schema: datasets/trace.schema.json). The error names every fault: the JSON pointer of the value, what
/// it is and what it must be; \p name stands in it. Keys that the format does not know are faults, so that a mistyped
/// one is not ignored.
Result<Trace> parseTrace(std::string_view json, const std::string& name);
Result<Trace> readTrace(const std::filesystem::path& file);

/// parseTrace(traceJson(x)) is x, to the last bit of every number.
std::string traceJson(const Trace& trace);
Status writeTrace(const Trace& trace, const std::filesystem::path& file);

/// True if \p json is an object with the trace format's mark, whatever else is in it.
bool looksLikeTrace(std::string_view json);

} // namespace jackdaw::simulation
