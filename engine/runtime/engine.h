// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/engine_control.h"
#include "engine/api/session_source.h"
#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace jackdaw::runtime {

/// A run in this process: its threads, its session file, its events.
class Engine : public EngineControl, public SessionSource {
public:
    using EngineControl::resume;

    /// Opens cameras, golden model and session file and starts the run. Everything that can be wrong with the settings
    /// is found before the first frame. Events come through poll().
    static Result<std::unique_ptr<Engine>> start(RunSettings settings, const std::filesystem::path& sessionFile);

    /// Opens and closes all that start() opens but the session file: what a run of \p settings would be refused for.
    static Status check(RunSettings settings);

    /// Goes on with a session that was cut off, with the newest accepted weights, at the window that was under way.
    static Result<std::unique_ptr<Engine>> resume(RunSettings settings, const std::filesystem::path& sessionFile);

    /// Waits for the end of the run. An error is one that ended it; a camera's or a job's failure is an event.
    virtual Status wait() = 0;
};

/// Measures every batch shape that \p settings can be charged for on this machine and saves the table. Cancelled, and
/// nothing is saved, soon after \p stop is asked for.
Status calibrate(const RunSettings& settings, const std::filesystem::path& costTable,
                 const std::function<void(const std::string& shape, double seconds)>& progress = {},
                 const std::stop_token& stop = {});

} // namespace jackdaw::runtime
