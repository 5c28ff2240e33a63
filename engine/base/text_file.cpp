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

/// Where the links lead that \p file is, whether anything is there or not.
std::filesystem::path behindLinks(std::filesystem::path file)
{
    constexpr int kMostLinks = 40; // as the system has it
    std::error_code ignored;
    for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(file, ignored); ++i)
        file = file.parent_path() / std::filesystem::read_symlink(file, ignored);
    return file;
}

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
    using std::filesystem::file_type;
    std::error_code ignored;
    // A link stays one, and a device or a pipe is written to: a rename would put a file in its place.
    const file_type type = std::filesystem::status(file, ignored).type();
    const bool isReplaced = type == file_type::regular || type == file_type::not_found;
    const std::filesystem::path target =
        isReplaced ? behindLinks(file) : file; // the system alone knows where pipes are
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
