// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/run_draft.h"
#include "engine/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::datasets {

/// A scenario file that is edited: what a RunDraft holds is changed in it, everything else, whether it is known or not,
/// stays as it stands. The order of its keys stays, too.
class ScenarioDocument {
public:
    /// What a new run begins with: no camera, four windows of 120 s, the planner "jackdaw".
    ScenarioDocument();
    /// Refuses what is no JSON object with the format of scenarios; faults within it are no reason to.
    static Result<ScenarioDocument> read(const std::filesystem::path& file);
    static Result<ScenarioDocument> parse(std::string_view text, const std::string& name);
    ~ScenarioDocument();
    ScenarioDocument(ScenarioDocument&&) noexcept;
    ScenarioDocument& operator=(ScenarioDocument&&) noexcept;

    /// What the file says; where it says nothing or something that is of another kind, what is usual.
    const RunDraft& draft() const;
    /// The file's text with what differs between draft() and \p changed.
    std::string textOf(const RunDraft& changed) const;
    /// As textOf() for a file that moves from the folder \p from to \p to: relative paths still lead to where they led.
    std::string movedTextOf(const RunDraft& changed, const std::filesystem::path& from,
                            const std::filesystem::path& to) const;

private:
    struct Content;
    explicit ScenarioDocument(std::unique_ptr<Content> content);

    std::unique_ptr<Content> m_content;
};

/// All that keeps \p text from being run, as parseScenario() finds it.
std::vector<DraftFault> findScenarioFaults(std::string_view text, const std::filesystem::path& folder);

} // namespace jackdaw::datasets
