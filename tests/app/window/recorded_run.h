// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/scenario/scenario.h"
#include "engine/runtime/engine.h"
#include "tests/engine/runtime/made_up_run.h"

#include <filesystem>
#include <string>

namespace jackdaw::testing {

/// Lets the engine record the made-up run, with its scenario, as run.jackdaw beside its videos in \p folder.
inline Status recordRun(const std::filesystem::path& folder)
{
    std::filesystem::create_directory(folder);
    auto settings = madeUpSettings(folder);
    if (const Status made = writeMadeUpRun(settings); !made)
        return made;
    settings.scenarioText = datasets::scenarioJson(settings);
    auto engine = runtime::Engine::start(settings, folder / "run.jackdaw");
    return engine ? (*engine)->wait() : tl::unexpected(engine.error());
}

/// The session of a copy of that folder.
inline std::filesystem::path copyOfRun(const std::filesystem::path& folder, const std::filesystem::path& copy)
{
    using std::filesystem::copy_options;
    std::filesystem::create_directory(copy);
    std::filesystem::copy(folder, copy, copy_options::recursive | copy_options::overwrite_existing);
    return copy / "run.jackdaw";
}

} // namespace jackdaw::testing
