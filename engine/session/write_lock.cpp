// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/write_lock.h"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jackdaw::session {
namespace {

/// False if the holder before removed the file after it was opened here: then somebody else may lock a new one.
bool isStillNamed(int descriptor, const std::filesystem::path& path)
{
    struct stat opened { };
    struct stat named { };
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

/// Who asks whether a lock is held has it for an instant, shared, or longer where the machine is busy: that is no
/// writer, and it is tried again.
bool lockAlone(int descriptor)
{
    constexpr int kTries = 5000;
    for (int i = 0; i < kTries; ++i) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0)
            return false;
        ::flock(descriptor, LOCK_UN);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

std::filesystem::path lockOf(std::filesystem::path session)
{
    return session += "-lock";
}

} // namespace

bool WriteLock::isHeld(const std::filesystem::path& session)
{
    const int descriptor = ::open(lockOf(session).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

Result<WriteLock> WriteLock::take(const std::filesystem::path& session)
{
    std::filesystem::path path = lockOf(session);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return fail(ErrorCode::Io, "The session " + session.string() + " cannot be written.",
                    "Choose a file in a folder that you may write to.",
                    std::error_code(errno, std::generic_category()).message());
    if (!lockAlone(descriptor) || !isStillNamed(descriptor, path)) {
        ::close(descriptor);
        return fail(ErrorCode::Io, "The session " + session.string() + " is being written by another run.",
                    "Wait until that run has ended, or stop it.");
    }
    return WriteLock(std::move(path), descriptor);
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
