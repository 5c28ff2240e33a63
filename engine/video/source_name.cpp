// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/source_name.h"

#include "engine/video/shown_address.h"

#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileScheme = "file://";

std::optional<char> hexByte(std::string_view digits)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() != 2 || error != std::errc() || end != digits.data() + digits.size() || value == 0)
        return std::nullopt;
    return static_cast<char>(value);
}

/// The path in a file:// address: a host, if any, is this machine; %20 and the like are letters.
Result<std::string> pathOfAddress(const std::string& address)
{
    std::string_view rest = std::string_view(address).substr(kFileScheme.size());
    if (rest.starts_with("localhost/"))
        rest.remove_prefix(std::string_view("localhost").size());
    if (!rest.starts_with('/'))
        return fail(ErrorCode::InvalidInput, "'" + address + "' names a file of another machine, or no whole path.",
                    "Write file:/// and the path from the root folder, or the path alone.");
    std::string path;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const auto letter = rest[i] == '%' ? hexByte(rest.substr(i + 1, 2)) : std::nullopt;
        path += letter.value_or(rest[i]);
        i += letter ? 2 : 0;
    }
    return path;
}

/// A word that names nothing in the file system but looks like a pattern of names.
Result<SourceName> readPattern(const std::string& word)
{
    const fs::path path(word);
    const auto pattern = NamePattern::parse(path.filename().string());
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code error;
    if (!pattern || !fs::is_directory(folder, error))
        return fail(ErrorCode::NotFound,
                    "'" + word + "' is a pattern of names that is not understood, or its folder does not exist.",
                    "Name the folder of the images, or a pattern with one number such as 'street/frame_%06d.png'.");
    return SourceName{folder.string(), true, pattern};
}

bool isPattern(const std::string& word)
{
    return fs::path(word).filename().string().find_first_of("%*?") != std::string::npos;
}

} // namespace

Result<SourceName> readSourceName(const std::string& word)
{
    std::string path = word;
    if (word.starts_with(kFileScheme)) {
        auto named = pathOfAddress(word);
        if (!named)
            return tl::unexpected(named.error());
        path = std::move(*named);
    } else if (word.find("://") != std::string::npos || isBareLogin(word)) {
        return fail(ErrorCode::Unsupported,
                    "'" + withoutLogin(word) + "' is a live camera's address: it cannot be read as a recording.",
                    "Choose a video file or a folder of images.");
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status))
        return SourceName{path, true, std::nullopt};
    if (fs::is_character_file(status))
        return fail(ErrorCode::Unsupported, "'" + path + "' is a device: it cannot be read as a recording.",
                    "Choose a video file or a folder of images.");
    if (!fs::exists(status) && isPattern(path))
        return readPattern(path);
    return SourceName{path, false, std::nullopt};
}

} // namespace jackdaw::video
