// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace jackdaw::cli {

/// Follows a session while it is written, event by event: what it tells is in the session file already.
class SessionTail {
public:
    using Listener = std::function<void(const Event&)>;

    /// \p session need not be there yet.
    explicit SessionTail(std::filesystem::path session) : m_file(std::move(session)) { }

    /// Tells what the session holds by now and was not told yet. What goes wrong is said by finish().
    void follow(const Listener& tell);
    /// Tells the rest of a session that is closed, and lets it be one file again.
    Status finish(const Listener& tell);

private:
    Status tellNext(const Listener& tell, bool& more);

    std::filesystem::path m_file;
    std::unique_ptr<session::SessionReader> m_session; ///< null while it is not there
    std::uint64_t m_next = 0; ///< event
    Status m_failure;
};

} // namespace jackdaw::cli
