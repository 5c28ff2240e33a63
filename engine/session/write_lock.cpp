// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/write_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace jackdaw::session {

Result<WriteLock> WriteLock::take(const std::filesystem::path& session)
{
    std::filesystem::path path = session;
    path += "-lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return fail(ErrorCode::Io, "The session " + session.string() + " cannot be written.",
                    "Choose a file in a folder that you may write to.",
                    std::error_code(errno, std::generic_category()).message());
    WriteLock lock(std::move(path), descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(std::exchange(lock.m_descriptor, -1));
        return fail(ErrorCode::Io, "The session " + session.string() + " is being written by another run.",
                    "Wait until that run has ended, or stop it.");
    }
    return lock;
}

WriteLock::~WriteLock()
{
    if (m_descriptor < 0)
        return;
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
    ::close(m_descriptor);
}

} // namespace jackdaw::session
