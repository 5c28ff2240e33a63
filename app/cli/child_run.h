// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace jackdaw::cli {

/// How a child process ended.
struct ChildEnd {
    int exitCode = 0;
    std::string error{}; ///< the error that it told, without the program's name; empty after success
};

/// This program once more, as a child process. It hears no Ctrl-C of the terminal and ends with its parent.
class ChildRun {
public:
    /// All that it prints goes to \p log.
    static Result<ChildRun> start(const std::vector<std::string>& arguments, const std::filesystem::path& log);

    /// Nothing while it runs; does not wait. After it ended this is not asked again.
    std::optional<ChildEnd> ended();
    /// As by Ctrl-C.
    void interrupt() const;

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    ChildRun(pid_t process, File errors, std::filesystem::path log) :
        m_process(process), m_errors(std::move(errors)), m_log(std::move(log))
    {
    }
    /// What it printed on standard error; moves it to the log.
    std::string takeErrors();

    pid_t m_process = -1;
    File m_errors; ///< without a name
    std::filesystem::path m_log;
};

} // namespace jackdaw::cli
