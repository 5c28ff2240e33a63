// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/event_lines.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace jackdaw::cli {

/// Follows a session while it is written and tells what happens as JSON Lines (EventLines). It is told what is in the
/// session file already, so that each line is there again after whatever happens; and each line is handed to the system
/// as soon as it is told, as a whole, so that a program that is killed leaves no half of one. A resumed session's file
/// goes on after its last line.
class EventFile {
public:
    /// Whose lines a file may hold already.
    enum class Content { New, OfThisSession };
    /// Opens \p file (a file, or something to write to, such as a pipe) for \p session, which need not be there yet.
    static Result<std::unique_ptr<EventFile>> open(const std::filesystem::path& file, std::filesystem::path session,
                                                   Content content);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    /// Tells what the session holds by now. What goes wrong is said by finish().
    void follow();
    /// Tells the rest of a session that is closed.
    Status finish();

private:
    EventFile(std::filesystem::path file, std::filesystem::path session, int descriptor);
    Status findEnd();
    Status tellNext(bool& more);
    Status write(const std::string& line);

    std::filesystem::path m_file;
    std::filesystem::path m_sessionFile;
    int m_descriptor;
    bool m_isFile = false; ///< and no pipe or terminal
    std::uint64_t m_size = 0; ///< bytes of it
    std::unique_ptr<session::SessionReader> m_session; ///< null while it is not there
    EventLines m_lines;
    std::uint64_t m_next = 0; ///< event
    std::optional<std::uint64_t> m_lastTold; ///< event of the newest line that was there when the file was opened
    std::size_t m_toldOfIt = 0; ///< lines of that event
    Status m_failure;
};

} // namespace jackdaw::cli
