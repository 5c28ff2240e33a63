// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/session_file.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace jackdaw::session {

/// How much of a session there is.
struct SessionExtent {
    std::uint64_t events = 0;
    Nanoseconds duration{0};
    SessionEnding ending{SessionEnding::State::BeingWritten, std::nullopt, "not begun"};
};

/// A session file that another process may still write. It is only read, in short queries: SQLite's log lets a writer
/// go on beside them, and no reader checkpoints. Used by one thread.
class GrowingFile {
public:
    /// Fails as SessionReader::open() does, but for a session whose writer has it and has not begun it yet.
    static Result<GrowingFile> open(const std::filesystem::path& file);

    const SessionExtent& extent() const { return m_extent; }
    /// Null before the first event.
    SessionReader* reader() { return m_reader.get(); }

    /// Finds out how much there is by now. Of a session that came to its end what its writer could not fold while it
    /// was read here is brought into its one file.
    Status look();
    /// False once there is no reason to look again.
    bool mayChange() const { return m_extent.ending.state != SessionEnding::State::Closed || m_toFold; }

private:
    explicit GrowingFile(std::filesystem::path file) : m_file(std::move(file)) { }
    Status openReader();
    void fold();

    std::filesystem::path m_file;
    std::unique_ptr<SessionReader> m_reader;
    SessionExtent m_extent;
    bool m_toFold = false; ///< it was written while it was read here
};

} // namespace jackdaw::session
