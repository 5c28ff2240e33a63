// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/event_lines.h"
#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace jackdaw::cli {

/// Tells what happens in a session as JSON Lines (EventLines). It is told what is in the session file already, so that
/// each line is there again after whatever happens; and each line is handed to the system as soon as it is told, as a
/// whole, so that a program that is killed leaves no half of one. A resumed session's file goes on after its last line.
class EventFile {
public:
    /// Whose lines a file may hold already.
    enum class Content { New, OfThisSession };
    /// Opens \p file (a file, or something to write to, such as a pipe). What this program's output is already, or "-",
    /// is written to in turn with whatever else the program says there.
    static Result<std::unique_ptr<EventFile>> open(const std::filesystem::path& file, Content content);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    /// Tells of \p event, as far as that is not there yet.
    Status tell(const Event& event);

private:
    EventFile(std::filesystem::path file, int descriptor);
    Status findEnd();
    Status write(const std::string& line);

    std::filesystem::path m_file;
    int m_descriptor;
    bool m_isFile = false; ///< that nobody else writes to, and no pipe or terminal
    std::uint64_t m_size = 0; ///< bytes of it
    EventLines m_lines;
    std::optional<std::uint64_t> m_lastTold; ///< event of the newest line that was there when the file was opened
    std::size_t m_toldOfIt = 0; ///< lines of that event
};

} // namespace jackdaw::cli
