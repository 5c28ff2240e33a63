// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/image_list.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <system_error>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

/// Numbers that are further apart, in the mean, are no frame numbers but times or the like.
constexpr std::int64_t kWidestSteps = 1000;

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/// The piece of \p text that begins at \p at: digits, or anything else up to the next digit.
std::string_view pieceAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]) == isDigit(text[at]))
        ++end;
    return text.substr(at, end - at);
}

std::string_view withoutZeros(std::string_view digits)
{
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? digits.substr(digits.size() - 1) : digits.substr(first);
}

std::vector<std::string_view> piecesOf(std::string_view text)
{
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < text.size(); at += pieces.back().size())
        pieces.push_back(pieceAt(text, at));
    return pieces;
}

std::optional<std::int64_t> toNumber(std::string_view digits)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

bool isImageName(const fs::path& path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    static constexpr std::array known{".png", ".jpg", ".jpeg", ".jpe", ".bmp", ".webp", ".tif", ".tiff"};
    return std::find(known.begin(), known.end(), extension) != known.end();
}

/// Which piece of the names is their number: the only digits in which they differ.
std::optional<std::size_t> numberPiece(const std::vector<std::vector<std::string_view>>& names)
{
    const auto& first = names.front();
    std::optional<std::size_t> found;
    for (std::size_t piece = 0; piece < first.size(); ++piece) {
        const bool number = isDigit(first[piece].front());
        const bool varies = std::any_of(names.begin(), names.end(), [&](const auto& name) {
            return name.size() != first.size() || name[piece] != first[piece];
        });
        if (varies && (!number || found))
            return std::nullopt;
        if (varies || (number && names.size() == 1))
            found = piece;
    }
    return found;
}

/// Sets the numbers from the names; false where they do not tell.
bool numberByName(std::vector<ImageList::File>& files)
{
    std::vector<std::string> stems;
    for (const ImageList::File& file : files)
        stems.push_back(file.path.stem().string());
    std::vector<std::vector<std::string_view>> names;
    for (const std::string& stem : stems)
        names.push_back(piecesOf(stem));
    if (std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.size() != names.front().size(); }))
        return false;
    const auto piece = numberPiece(names);
    if (!piece)
        return false;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto number = isDigit(names[i][*piece].front()) ? toNumber(names[i][*piece]) : std::nullopt;
        if (!number)
            return false;
        files[i].number = *number;
    }
    return true;
}

bool rise(const std::vector<ImageList::File>& files)
{
    for (std::size_t i = 1; i < files.size(); ++i)
        if (files[i].number <= files[i - 1].number)
            return false;
    return true;
}

bool areClose(const std::vector<ImageList::File>& files)
{
    const std::int64_t span = files.back().number - files.front().number;
    return span / kWidestSteps <= static_cast<std::int64_t>(files.size());
}

void setNumbers(std::vector<ImageList::File>& files, const std::optional<NamePattern>& pattern)
{
    if (pattern)
        for (ImageList::File& file : files)
            file.number = pattern->numberIn(file.path.filename().string()).value_or(0);
    if ((pattern || (numberByName(files) && areClose(files))) && rise(files))
        return;
    for (std::size_t i = 0; i < files.size(); ++i)
        files[i].number = static_cast<std::int64_t>(i);
}

} // namespace

std::optional<NamePattern> NamePattern::parse(std::string_view name)
{
    const std::size_t begin = name.find('%');
    if (begin == std::string_view::npos || name.find('%', begin + 1) != std::string_view::npos)
        return std::nullopt;
    const std::string_view digits =
        begin + 1 < name.size() && isDigit(name[begin + 1]) ? pieceAt(name, begin + 1) : std::string_view();
    const std::size_t end = begin + 1 + digits.size();
    if (end >= name.size() || name[end] != 'd' || digits.size() > 3)
        return std::nullopt;
    NamePattern pattern{std::string(name.substr(0, begin)), std::string(name.substr(end + 1)), 1};
    if (!digits.empty())
        pattern.digits = static_cast<std::size_t>(std::max<std::int64_t>(1, toNumber(digits).value_or(1)));
    return pattern;
}

std::optional<std::int64_t> NamePattern::numberIn(std::string_view name) const
{
    if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
        return std::nullopt;
    const std::string_view number = name.substr(before.size(), name.size() - before.size() - after.size());
    if (!std::all_of(number.begin(), number.end(), isDigit) || number.size() < digits
        || (number.size() > digits && number.front() == '0'))
        return std::nullopt;
    return toNumber(number);
}

bool comesBefore(std::string_view left, std::string_view right)
{
    const auto lefts = piecesOf(left);
    const auto rights = piecesOf(right);
    for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i) {
        std::string_view one = lefts[i];
        std::string_view other = rights[i];
        if (isDigit(one.front()) && isDigit(other.front())) {
            one = withoutZeros(one);
            other = withoutZeros(other);
            if (one.size() != other.size())
                return one.size() < other.size();
        }
        if (one != other)
            return one < other;
    }
    return lefts.size() != rights.size() ? lefts.size() < rights.size() : left < right;
}

Result<ImageList> listImages(const std::string& folder, const std::optional<NamePattern>& pattern)
{
    ImageList list;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        const std::string name = entry->path().filename().string();
        if (entry->is_directory(unreadable))
            continue;
        const bool wanted = pattern ? pattern->numberIn(name).has_value() : isImageName(entry->path());
        if (wanted && name.front() != '.' && entry->is_regular_file(unreadable))
            list.files.push_back({entry->path(), 0});
        else if (!pattern)
            list.skipped.push_back(name);
    }
    if (error)
        return fail(ErrorCode::Io, "The folder '" + folder + "' cannot be read.", "Check its permissions.",
                    error.message());
    if (list.files.empty() && pattern)
        return fail(ErrorCode::NotFound,
                    "The folder '" + folder + "' holds no file whose name is '" + pattern->before + "', a number and '"
                        + pattern->after + "'.",
                    "Check the pattern, or name the folder alone.");
    if (list.files.empty())
        return fail(ErrorCode::NotFound, "The folder '" + folder + "' holds no images (.png, .jpg, .bmp, .webp, .tif).",
                    "Choose a folder of images or a video file.");
    std::sort(list.files.begin(), list.files.end(), [](const ImageList::File& left, const ImageList::File& right) {
        return comesBefore(left.path.filename().string(), right.path.filename().string());
    });
    std::sort(list.skipped.begin(), list.skipped.end());
    setNumbers(list.files, pattern);
    return list;
}

} // namespace jackdaw::video
