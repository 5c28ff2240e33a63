// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text_file.h"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace jackdaw {
namespace {

constexpr std::uintmax_t kMostBytes = 256U << 20U;

} // namespace

Result<std::string> readText(const std::filesystem::path& file, const std::string& what)
{
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    if (error)
        return fail(ErrorCode::NotFound,
                    "The " + what + " " + file.string() + " cannot be read: " + error.message() + ".",
                    "Check the path.");
    if (bytes > kMostBytes)
        return fail(ErrorCode::InvalidInput, "The " + what + " " + file.string() + " is larger than 256 MB.");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in)
        return fail(ErrorCode::Io, "The " + what + " " + file.string() + " could not be read to its end.");
    return text.str();
}

Status writeText(const std::filesystem::path& file, const std::string& text)
{
    std::error_code ignored;
    const bool exists = std::filesystem::exists(file, ignored);
    // A link stays one, and a device or a pipe is written to: a rename would put a file in its place.
    const std::filesystem::path target = exists ? std::filesystem::canonical(file, ignored) : file;
    const bool isReplaced = !exists || std::filesystem::is_regular_file(target, ignored);
    const std::filesystem::path written = isReplaced ? target.string() + ".part" : target.string();
    errno = 0;
    std::ofstream out(written, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::string reason = out ? std::string() : std::generic_category().message(errno);
    if (std::error_code error; out && isReplaced) {
        std::filesystem::rename(written, target, error);
        reason = error ? error.message() : reason;
    }
    if (reason.empty())
        return {};
    if (isReplaced)
        std::filesystem::remove(written, ignored);
    return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written: " + reason + '.',
                "Name another file, or make room on the disk.");
}

} // namespace jackdaw
