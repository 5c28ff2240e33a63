// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/session_file.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// How far a run is.
struct RunProgress {
    std::uint32_t window = 0; ///< under way
    std::uint32_t lastWindow = 0;
    std::uint32_t closed = 0; ///< windows, window 0 included
    std::optional<double> accuracy; ///< mean of the counted windows so far
    std::optional<std::chrono::seconds> left; ///< as fast as so far
};

/// Sees from a session that another process writes how far its run is.
class SessionWatch {
public:
    explicit SessionWatch(std::filesystem::path session) : m_session(std::move(session)) { }

    /// Nothing before the run's first event.
    std::optional<RunProgress> look();

private:
    using Instant = std::chrono::steady_clock::time_point;

    std::optional<std::chrono::seconds> timeLeft(Nanoseconds now, Nanoseconds end);

    std::filesystem::path m_session;
    std::unique_ptr<session::SessionReader> m_reader;
    std::optional<std::pair<Nanoseconds, Instant>> m_first; ///< session time and when it was seen
};

/// Tells on standard error how far runs are: on a terminal with a line for each that is redrawn, elsewhere with a line
/// for each window that closes.
class ProgressDisplay {
public:
    explicit ProgressDisplay(bool quiet);

    struct Line {
        std::string run; ///< its name
        std::optional<RunProgress> progress; ///< none: it is starting
    };
    /// \p waiting runs have not begun.
    void show(const std::vector<Line>& lines, std::size_t waiting);
    /// \p run closed a window since it was shown last.
    void windowClosed(const std::string& run, const RunProgress& progress);
    /// Makes room for other text.
    void clear();

private:
    bool m_quiet;
    bool m_terminal;
    std::size_t m_drawn = 0; ///< lines that stand on the terminal
};

} // namespace jackdaw::cli
