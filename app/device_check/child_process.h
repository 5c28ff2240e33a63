// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::check {

/// A program to run, and how long it may take.
struct ChildProgram {
    std::filesystem::path file;
    std::vector<std::string> arguments;
    std::filesystem::path output{}; ///< where what it prints goes; empty: where this program's goes
    std::chrono::seconds limit{600};
};

/// How a program ended.
struct ChildEnd {
    int exitCode = 0; ///< -1 if a signal ended it
    std::string how; ///< in words, with what it said last on standard error; empty after success

    bool succeeded() const { return exitCode == 0; }
};

/// Runs \p program to its end, or ends it after its limit. What it says on standard error is printed there once it has
/// ended. A program that cannot be started is said as an exit code of 127, as a shell says it.
ChildEnd runChild(const ChildProgram& program);

} // namespace jackdaw::check
