// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What readers of label files have in common. In the engine private to the vision room; importers of data sets read
/// their lists with it.
namespace jackdaw::vision {

/// The file as UTF-8 without a byte order mark, whether it is in UTF-8, UTF-16 or, where it is neither, in Latin-1. \p
/// name begins the errors.
Result<std::string> readLabelText(const std::filesystem::path& path, const std::string& name);
/// The same before it is decoded.
Result<std::string> readLabelBytes(const std::filesystem::path& path, const std::string& name);
/// True for bytes that are neither UTF-16 nor UTF-8 throughout: decodedText() takes them as Latin-1.
bool isLatin(std::string_view bytes);
/// The same of bytes that are there already.
std::string decodedText(std::string bytes);

std::string lowerCase(std::string_view text);
/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);
/// With blanks instead of those that are wider, or do not let a line break.
std::string withPlainBlanks(std::string_view text);

template <class Number>
std::optional<Number> parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// A finite number.
std::optional<float> parseFinite(std::string_view text);
/// A frame's number from 0 to kLastAnnotatedFrame; "5.0" is one too, which data frames write.
std::optional<std::int64_t> parseFrame(std::string_view text);

/// The number that a picture's name ends with, as in "frame_000010.png".
std::optional<std::int64_t> numberInName(std::string_view name);

/// Lines without their ends, one after the other.
class LineReader {
public:
    explicit LineReader(std::string_view text) : m_text(text) { }
    bool next(std::string_view& line);
    std::size_t number() const { return m_number; } ///< of the line that next() gave, from 1

private:
    std::string_view m_text;
    std::size_t m_number = 0;
};

/// The fields of a line, without quotes and without blanks at their ends.
std::vector<std::string> fieldsOf(std::string_view line, char delimiter);
/// What the fields of \p line are separated by: the most frequent one of comma, semicolon and tabulator.
char delimiterOf(std::string_view line);

} // namespace jackdaw::vision
