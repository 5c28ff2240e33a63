// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/sqlite_errors.h"

#include <array>
#include <fstream>
#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace jackdaw::session {
namespace {

/// Bytes that an SQLite file says it has: page size at 16 (1 means 65536), page count at 28, both big-endian.
/// Only for files that could not be read: closing any descriptor of a file ends the locks that this process holds on
/// it.
std::optional<std::uint64_t> sizeInHeader(const std::filesystem::path& file)
{
    std::array<unsigned char, 100> header{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(reinterpret_cast<char*>(header.data()), header.size()))
        return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(header.at(at)); };
    const std::uint64_t page = byte(16) << 8U | byte(17);
    const std::uint64_t pages = byte(28) << 24U | byte(29) << 16U | byte(30) << 8U | byte(31);
    return pages * (page == 1 ? 65536 : page);
}

int primaryCode(const std::exception& exception)
{
    const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&exception);
    return sqlite == nullptr ? SQLITE_OK : sqlite->getErrorCode() & 0xFF;
}

} // namespace

Error truncatedError(const std::filesystem::path& file)
{
    std::error_code ignored;
    const std::uint64_t size = std::filesystem::file_size(file, ignored);
    const auto expected = sizeInHeader(file);
    std::string message = file.string() + " is truncated at byte " + std::to_string(size);
    if (expected && *expected > size)
        message += " of " + std::to_string(*expected);
    return {ErrorCode::Corrupt, message + '.', "Copy the session again from where it was recorded.", {}};
}

Error readError(const std::filesystem::path& file, const std::exception& exception)
{
    const std::string name = file.string();
    switch (primaryCode(exception)) {
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, name + " is not a Jackdaw session.",
                "Open a file that a run wrote (usually named *.jackdaw).", exception.what()};
    case SQLITE_CORRUPT: {
        std::error_code ignored;
        if (sizeInHeader(file).value_or(0) > std::filesystem::file_size(file, ignored))
            return truncatedError(file);
        return {ErrorCode::Corrupt, name + " is damaged: its pages do not fit together.",
                "Copy the session again from where it was recorded.", exception.what()};
    }
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::Io, name + " cannot be opened for reading.",
                "Check that you may read the file and, if the session was cut off, write to its folder.",
                exception.what()};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Io, name + " is locked by another program.", "Close that program and try again.",
                exception.what()};
    default: return {ErrorCode::Io, name + " cannot be read.", "Check the disk and try again.", exception.what()};
    }
}

Error writeError(const std::filesystem::path& file, const std::exception& exception)
{
    const std::string name = file.string();
    switch (primaryCode(exception)) {
    case SQLITE_FULL:
        return {ErrorCode::Io, "The session " + name + " cannot grow: the disk is full.",
                "Free some space and resume the session.", exception.what()};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::Io, "The session " + name + " cannot be written.",
                "Choose a file in a folder that you may write to.", exception.what()};
    default:
        return {ErrorCode::Io, "Writing the session " + name + " failed.",
                "Check the disk and resume the session; what was committed before is kept.", exception.what()};
    }
}

} // namespace jackdaw::session
