// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_pictures.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <system_error>

namespace jackdaw::vision {
namespace {

/// What stands before the number in a picture's name: which video it is of.
std::string videoOf(std::string_view name)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    name = name.substr(0, name.find(".rf."));
    if (const std::size_t dot = name.find_last_of('.'); dot != std::string_view::npos && numberInName(name))
        name = name.substr(0, dot);
    const auto last = std::find_if(name.rbegin(), name.rend(), isDigit);
    const auto first = std::find_if_not(last, name.rend(), isDigit);
    return {name.begin(), first.base()};
}

bool areDistinct(const std::vector<std::optional<std::int64_t>>& frames)
{
    std::set<std::int64_t> seen;
    return std::all_of(frames.begin(), frames.end(),
                       [&](const auto& frame) { return !frame || seen.insert(*frame).second; });
}

std::uint32_t bigEndian(const std::vector<unsigned char>& bytes, std::size_t at, std::size_t count)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i)
        value = value << 8U | bytes[at + i];
    return value;
}

/// The frame header lies after any number of other segments.
std::optional<PictureSize> sizeOfJpeg(const std::vector<unsigned char>& bytes)
{
    std::size_t at = 2;
    while (at + 9 < bytes.size() && bytes[at] == 0xFF) {
        const unsigned char kind = bytes[at + 1];
        if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC)
            return PictureSize{static_cast<int>(bigEndian(bytes, at + 7, 2)),
                               static_cast<int>(bigEndian(bytes, at + 5, 2))};
        at += 2 + bigEndian(bytes, at + 2, 2);
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<std::optional<std::int64_t>>> framesByName(const AnnotationInput& input,
                                                              const std::vector<std::string>& names)
{
    std::vector<std::optional<std::int64_t>> frames;
    for (const std::string& name : names) {
        const auto number = numberInName(name);
        if (!number || *number > kLastAnnotatedFrame)
            return std::vector<std::optional<std::int64_t>>();
        frames.push_back(number);
    }
    if (input.task.empty() && areDistinct(frames))
        return frames;
    std::set<std::string> videos;
    for (std::size_t i = 0; i < names.size(); ++i) {
        videos.insert(videoOf(names[i]));
        if (!input.task.empty() && videoOf(names[i]) != input.task)
            frames[i] = std::nullopt;
    }
    const bool isChosen = videos.contains(input.task) || videos.size() == 1;
    if (!isChosen)
        return whichTask(input, "videos", {videos.begin(), videos.end()});
    if (!areDistinct(frames))
        return fail(ErrorCode::Corrupt, input.name + " has several pictures of one frame number.", "Keep one of each.");
    return frames;
}

std::optional<PictureSize> sizeOfPicture(const std::filesystem::path& file)
{
    constexpr std::size_t kHead = 1U << 16U;
    std::ifstream in(file, std::ios::binary);
    std::vector<char> head(kHead);
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    const std::vector<unsigned char> bytes(head.begin(), head.begin() + in.gcount());
    if (bytes.size() < 26)
        return std::nullopt;
    std::optional<PictureSize> size;
    if (bytes[0] == 0x89 && bytes[1] == 'P')
        size = PictureSize{static_cast<int>(bigEndian(bytes, 16, 4)), static_cast<int>(bigEndian(bytes, 20, 4))};
    else if (bytes[0] == 0xFF && bytes[1] == 0xD8)
        size = sizeOfJpeg(bytes);
    else if (bytes[0] == 'B' && bytes[1] == 'M')
        size = PictureSize{bytes[18] | bytes[19] << 8, bytes[22] | bytes[23] << 8};
    return size && size->width > 0 && size->height > 0 ? size : std::nullopt;
}

std::optional<std::filesystem::path> pictureIn(const std::filesystem::path& folder, const std::string& stem)
{
    constexpr std::array<const char*, 8> kExtensions = {".jpg", ".png", ".jpeg", ".bmp",
                                                        ".JPG", ".PNG", ".JPEG", ".BMP"};
    std::error_code error;
    for (const char* const extension : kExtensions)
        if (const auto file = folder / (stem + extension); std::filesystem::is_regular_file(file, error))
            return file;
    return std::nullopt;
}

} // namespace jackdaw::vision
