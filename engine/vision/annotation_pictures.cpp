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

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What stands before the number in a picture's name: which video it is of.
std::string videoOf(std::string_view name)
{
    name = name.substr(0, name.find(".rf."));
    if (const std::size_t dot = name.find_last_of('.'); dot != std::string_view::npos && numberInName(name))
        name = name.substr(0, dot);
    const auto last = std::find_if(name.rbegin(), name.rend(), isDigit);
    const auto first = std::find_if_not(last, name.rend(), isDigit);
    return {name.begin(), first.base()};
}

std::string_view withoutFolders(std::string_view name)
{
    return name.substr(name.find_last_of("/\\") + 1);
}

/// The digits of YYYYMMDDhhmmss that \p name, with its ending cut off, ends with, whatever stands between them.
std::string digitsOfTime(std::string_view name)
{
    constexpr std::size_t kDigits = 14;
    std::string digits;
    for (std::size_t i = name.size(); i > 0 && digits.size() < kDigits; --i) {
        const char c = name[i - 1];
        const bool isBetween = std::string_view("-_:.T ").find(c) != std::string_view::npos;
        if (!isDigit(c) && !(isBetween && !digits.empty()))
            return {};
        if (isDigit(c))
            digits.insert(digits.begin(), c);
    }
    return digits.size() == kDigits ? digits : std::string();
}

/// Without its ending, and what a hosted labelling tool puts in its place ("_jpg.rf.0a1b").
std::string_view stemOf(std::string_view name)
{
    const bool isHosted = name.find(".rf.") != std::string_view::npos;
    name = name.substr(0, isHosted ? name.find(".rf.") : name.find_last_of('.'));
    return isHosted ? name.substr(0, name.find_last_of('_')) : name;
}

/// "cam_2024-01-05T12-30-15": its last number is a second. "cam_20240105_000010" is a day's frame 10 as well.
bool isTime(std::string_view name)
{
    name = stemOf(name);
    const std::string digits = digitsOfTime(name);
    if (digits.empty())
        return false;
    const auto part = [&](std::size_t at, std::size_t count) {
        return parseNumber<int>(std::string_view(digits).substr(at, count)).value_or(-1);
    };
    const auto within = [](int value, int first, int last) { return value >= first && value <= last; };
    const bool mayBeCounted = digits.substr(8, 4) == "0000" && name.ends_with(digits.substr(8));
    return within(part(0, 4), 1970, 2099) && within(part(4, 2), 1, 12) && within(part(6, 2), 1, 31)
        && within(part(8, 2), 0, 23) && within(part(10, 2), 0, 59) && within(part(12, 2), 0, 59) && !mayBeCounted;
}

/// "9f86d081": hexadecimal digits throughout, figures and letters in turns. "c1-000010" is camera 1's frame 10.
bool isHash(std::string_view name)
{
    constexpr std::size_t kShortest = 8;
    std::string stem = lowerCase(stemOf(name));
    std::erase(stem, '-');
    const bool isHex =
        std::all_of(stem.begin(), stem.end(), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
    std::size_t turns = 0;
    for (std::size_t i = 1; i < stem.size(); ++i)
        turns += isDigit(stem[i]) != isDigit(stem[i - 1]) ? 1 : 0;
    return stem.size() >= kShortest && isHex && turns > 1 && stem.find_first_not_of("0123456789") != std::string::npos;
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

bool haveNoFrames(const std::vector<std::string>& names)
{
    const auto all = [&](bool (*is)(std::string_view)) {
        return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
            return is(withoutFolders(name));
        });
    };
    std::set<std::string> before;
    for (const std::string& name : names)
        before.insert(videoOf(withoutFolders(name)));
    std::vector<std::optional<std::int64_t>> numbers;
    for (const std::string& name : names)
        numbers.push_back(numberInName(name));
    // What stands before the numbers of one video's pictures is the same; several videos have pictures of one number.
    const bool areApart = names.size() > 1 && before.size() * 2 > names.size() + 1 && areDistinct(numbers);
    return all(isTime) || areApart || ((names.size() == 1 || before.size() > 1) && all(isHash));
}

tl::unexpected<Error> noFrames(const AnnotationInput& input, const std::string& name)
{
    return fail(ErrorCode::Unsupported,
                input.name + " calls its pictures by times, hashes or other names that are no frame numbers, as '"
                    + name + "': nobody knows which frames of the video they are.",
                "Name the pictures and their labels by their frames, as frame_000010 is.");
}

Result<std::vector<std::optional<std::int64_t>>> framesByName(const AnnotationInput& input,
                                                              const std::vector<std::string>& names)
{
    std::vector<std::optional<std::int64_t>> frames;
    if (haveNoFrames(names))
        return frames;
    for (const std::string& name : names) {
        const auto number = numberInName(name);
        if (!number || *number > kLastAnnotatedFrame)
            return std::vector<std::optional<std::int64_t>>();
        frames.push_back(number);
    }
    std::set<std::string> before;
    for (const std::string& name : names)
        before.insert(videoOf(withoutFolders(name)));
    if (input.task.empty() && before.size() <= 1 && areDistinct(frames))
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
