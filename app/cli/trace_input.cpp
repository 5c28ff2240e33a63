// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace_input.h"

#include "engine/base/text_file.h"
#include "engine/simulation/trace_file.h"
#include "engine/studies/case_file.h"

#include <nlohmann/json.hpp>

namespace jackdaw::cli {
namespace {

/// A case names its length; anything else is read as a trace, so that its faults are told as such.
bool looksLikeCase(const std::string& text)
{
    const auto document = nlohmann::json::parse(text, nullptr, false);
    return document.is_object() && document.contains("window_s") && !document.contains("format");
}

} // namespace

Result<simulation::Trace> readTraceInput(const std::vector<std::string>& files)
{
    if (files.size() == 1) {
        const auto text = readText(files.front(), "trace");
        if (!text)
            return tl::unexpected(text.error());
        if (!looksLikeCase(*text))
            return simulation::parseTrace(*text, files.front());
    }
    return studies::traceFromCases({files.begin(), files.end()});
}

} // namespace jackdaw::cli
