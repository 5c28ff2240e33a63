// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <utility>

namespace jackdaw::session {

/// Keeps a second writer away from a session: two connections that write and checkpoint can damage a file under
/// SQLite < 3.51.3. The lock is an advisory one on a file beside the session and ends with the process.
class WriteLock {
public:
    static Result<WriteLock> take(const std::filesystem::path& session);
    /// True while a writer has \p session.
    static bool isHeld(const std::filesystem::path& session);

    WriteLock(WriteLock&& other) noexcept :
        m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    WriteLock& operator=(WriteLock&&) = delete;
    ~WriteLock();

private:
    WriteLock(std::filesystem::path path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) { }

    std::filesystem::path m_path;
    int m_descriptor = -1;
};

} // namespace jackdaw::session
