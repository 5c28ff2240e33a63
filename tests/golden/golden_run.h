// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/scenario/scenario.h"
#include "tests/engine/runtime/made_up_run.h"

#include <filesystem>
#include <fstream>

/// The run behind the sessions of this folder: two made-up cameras with tiny pictures and a tiny student.
namespace jackdaw::testing {

inline runtime::RunSettings goldenSettings(const std::filesystem::path& folder)
{
    runtime::RunSettings settings = madeUpSettings(folder);
    settings.name = "golden";
    settings.seed = 5;
    settings.windows = 2;
    settings.scenarioText = datasets::scenarioJson(settings);
    return settings;
}

/// Writes clips, labels, costs and scenario.json into \p folder; the scenario names its files without a folder.
inline Status writeGoldenRun(const std::filesystem::path& folder)
{
    if (const Status made = writeMadeUpRun(goldenSettings(folder)); !made)
        return made;
    std::ofstream(folder / "scenario.json") << goldenSettings({}).scenarioText;
    return {};
}

} // namespace jackdaw::testing
