// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_document.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace jackdaw;
using namespace jackdaw::datasets;

namespace {

/// What the window edits can be written again: nothing of the file is lost, and what was a scenario still is one.
void useDocument(std::string_view text, bool isScenario)
{
    const auto document = ScenarioDocument::parse(text, "fuzz");
    if (!document)
        return isScenario ? std::abort() : void();
    RunDraft draft = document->draft();
    const std::string same = document->textOf(draft);
    if (isScenario && !findScenarioFaults(same, "/nowhere").empty())
        std::abort();
    draft.name += " again";
    if (!draft.cameras.empty())
        draft.cameras.front().weight = 2.0;
    if (ScenarioDocument::parse(document->textOf(draft), "again")->draft() != draft)
        std::abort();
}

} // namespace

/// What was accepted is the same when it is written and read again; what was not, says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto settings = parseScenario(text, "/nowhere", "fuzz");
    useDocument(text, settings.has_value());
    if (!settings) {
        if (settings.error().message.empty())
            std::abort();
        return 0;
    }
    const std::string written = scenarioJson(*settings);
    const auto again = parseScenario(written, "/nowhere", "again");
    if (!again || scenarioJson(*again) != written)
        std::abort();
    return 0;
}
