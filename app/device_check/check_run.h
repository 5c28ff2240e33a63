// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/report.h"
#include "app/device_check/suite_parts.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::check {

/// What a whole check is told.
struct CheckSettings {
    std::filesystem::path out; ///< JSON lines
    std::filesystem::path data{}; ///< folder of a video and golden models; empty: none
    std::filesystem::path programs; ///< folder of this program; the others are there, or in the build tree beside it
    double minutes = 5.0;
    bool wantsFake = false;
    bool isSmall = false;
};

/// Runs parts, each program in a process of its own: one that crashes, hangs or lacks a library fails the part that it
/// was at, and the others go on. What they find is in \a out as soon as it is there.
class CheckRun {
public:
    CheckRun(CheckSettings settings, Report& report);

    void run(const std::vector<SuitePart>& parts);

private:
    using Parts = std::vector<SuitePart>;
    using Clock = std::chrono::steady_clock;

    std::optional<Error> whyNot(const SuitePart& part) const;
    /// Consecutive parts of one program.
    void runProgram(Parts parts);
    /// One process of theirs; those that it did not come to remain.
    Parts runProcess(const Parts& parts);
    void runCli(const SuitePart& part);
    /// Takes up the lines that were added since \p begin. Returns which parts are done.
    std::vector<std::string> takeLines(std::uintmax_t begin);
    void fail(const SuitePart& part, const Error& error);
    /// Device and driver of the inventory's lines, LibTorch's version of any.
    void learnSubject(const nlohmann::ordered_json& line);

    std::filesystem::path program(const std::string& name) const;
    double minutesLeft() const;
    std::chrono::seconds limit() const;
    bool hasGpu() const { return !m_report.subject().isFake; }

    CheckSettings m_settings;
    Report& m_report;
    Clock::time_point m_end;
    bool m_isKnown = false; ///< which GPU there is, or that there is none
};

} // namespace jackdaw::check
