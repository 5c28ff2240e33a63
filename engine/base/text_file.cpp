// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text_file.h"

#include <fstream>
#include <sstream>

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
    const std::filesystem::path part = file.string() + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out)
        std::filesystem::rename(part, file, error);
    if (out && !error)
        return {};
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written.",
                "Name another file, or make room on the disk.", error.message());
}

} // namespace jackdaw
