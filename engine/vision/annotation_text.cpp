// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_text.h"

#include "engine/base/text_file.h"
#include "engine/vision/annotation_document.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace jackdaw::vision {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/// Blanks that spreadsheets and web pages leave: without a break, of another width, of none.
constexpr std::array<std::string_view, 6> kWideBlanks = {"\xC2\xA0",     "\xE2\x80\x8B", "\xE2\x80\xAF",
                                                         "\xE2\x80\x89", "\xE3\x80\x80", "\xEF\xBB\xBF"};

void appendUtf8(std::string& text, std::uint32_t code)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80U) {
        text += static_cast<char>(code);
    } else if (code < 0x800U) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000U) {
        text += static_cast<char>(0xE0U | (code >> 12U));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (code >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// What is no character becomes the mark for that, as in every decoder.
std::string fromUtf16(std::string_view bytes, bool bigEndian)
{
    constexpr std::uint32_t kReplacement = 0xFFFD;
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<std::uint8_t>(bytes[i]);
        const auto second = static_cast<std::uint8_t>(bytes[i + 1]);
        return static_cast<std::uint32_t>(bigEndian ? first << 8 | second : second << 8 | first);
    };
    const auto isLow = [](std::uint32_t code) { return code >= 0xDC00 && code < 0xE000; };
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const std::uint32_t code = unit(i);
        if (code < 0xD800 || code >= 0xE000) {
            appendUtf8(text, code);
        } else if (!isLow(code) && i + 3 < bytes.size() && isLow(unit(i + 2))) {
            appendUtf8(text, 0x10000 + ((code - 0xD800) << 10U) + (unit(i + 2) - 0xDC00));
            i += 2;
        } else {
            appendUtf8(text, kReplacement);
        }
    }
    return text;
}

/// How many bytes the character at \p at has; 0 where it is none of UTF-8 (RFC 3629).
std::size_t utf8Length(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(i < text.size() ? text[i] : 0); };
    const std::uint8_t first = byte(at);
    const std::size_t length = first < 0x80 ? 1
        : first >= 0xC2 && first < 0xE0     ? 2
        : (first & 0xF0U) == 0xE0           ? 3
        : first >= 0xF0 && first < 0xF5     ? 4
                                            : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0U) != 0x80)
            return 0;
    const bool isTooLong = (first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xF0 && byte(at + 1) < 0x90);
    const bool isNone = (first == 0xED && byte(at + 1) >= 0xA0) || (first == 0xF4 && byte(at + 1) >= 0x90);
    return isTooLong || isNone ? 0 : length;
}

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

/// By the table of Windows-1252, which browsers read as Latin-1, too: it has letters where Latin-1 has controls.
std::string fromLatin(std::string_view bytes)
{
    static constexpr std::uint16_t kUpper[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                 0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        appendUtf8(text, byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80] : byte);
    }
    return text;
}

/// Without a mark, text of which every second byte is zero is UTF-16: the first character of all formats is ASCII.
std::optional<std::string> decodedUtf16(std::string_view all)
{
    if (all.starts_with("\xFF\xFE"))
        return fromUtf16(all.substr(2), false);
    if (all.starts_with("\xFE\xFF"))
        return fromUtf16(all.substr(2), true);
    if (all.size() >= 4 && all[0] != '\0' && all[1] == '\0' && all[2] != '\0' && all[3] == '\0')
        return fromUtf16(all, false);
    if (all.size() >= 4 && all[0] == '\0' && all[1] != '\0' && all[2] == '\0' && all[3] != '\0')
        return fromUtf16(all, true);
    return std::nullopt;
}

} // namespace

bool isLatin(std::string_view bytes)
{
    return !decodedUtf16(bytes.substr(0, 4)) && !isUtf8(bytes);
}

std::string decodedText(std::string bytes)
{
    const std::string_view all = bytes;
    if (auto wide = decodedUtf16(all))
        return std::move(*wide);
    const std::size_t mark = all.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (!isUtf8(all))
        return fromLatin(all.substr(mark));
    return mark > 0 ? bytes.substr(mark) : bytes;
}

Result<std::string> readLabelBytes(const std::filesystem::path& path, const std::string& name)
{
    auto bytes = readText(path, "label file");
    if (!bytes)
        return fail(bytes.error().code, name + " cannot be read.", "Check the file's permissions and its size.",
                    bytes.error().message);
    return bytes;
}

Result<std::string> readLabelText(const std::filesystem::path& path, const std::string& name)
{
    return readLabelBytes(path, name).map([](std::string bytes) { return decodedText(std::move(bytes)); });
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    const auto wide = [&](bool atEnd) {
        for (const std::string_view blank : kWideBlanks)
            if (atEnd ? text.ends_with(blank) : text.starts_with(blank))
                return blank.size();
        return std::size_t{0};
    };
    while (const std::size_t length = !text.empty() && isBlank(text.front()) ? 1 : wide(false))
        text.remove_prefix(length);
    while (const std::size_t length = !text.empty() && isBlank(text.back()) ? 1 : wide(true))
        text.remove_suffix(length);
    return text;
}

std::string withPlainBlanks(std::string_view text)
{
    std::string plain(text);
    for (const std::string_view blank : kWideBlanks)
        for (std::size_t at = plain.find(blank); at != std::string::npos; at = plain.find(blank, at))
            plain.replace(at, blank.size(), 1, ' ');
    return plain;
}

std::optional<float> parseFinite(std::string_view text)
{
    const auto value = parseNumber<float>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parseFrame(std::string_view text)
{
    const auto inRange = [](std::int64_t frame) { return frame >= 0 && frame <= kLastAnnotatedFrame; };
    if (const auto whole = parseNumber<std::int64_t>(text))
        return inRange(*whole) ? whole : std::nullopt;
    const auto number = parseNumber<double>(text);
    if (!number || !(*number >= 0.0 && *number <= static_cast<double>(kLastAnnotatedFrame))
        || *number != std::floor(*number))
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::optional<std::int64_t> numberInName(std::string_view name)
{
    constexpr std::size_t kMostDigits = 12;
    if (const std::size_t folder = name.find_last_of("/\\"); folder != std::string_view::npos)
        name.remove_prefix(folder + 1);
    // A hosted labelling tool puts ".rf." and a hash behind the name.
    name = name.substr(0, name.find(".rf."));
    if (const std::size_t dot = name.find_last_of('.'); dot != std::string_view::npos && dot > 0
        && !std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                        [](unsigned char c) { return std::isdigit(c) != 0; }))
        name = name.substr(0, dot);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto last = std::find_if(name.rbegin(), name.rend(), isDigit);
    const auto first = std::find_if_not(last, name.rend(), isDigit);
    const std::string digits(first.base(), last.base());
    if (digits.empty() || digits.size() > kMostDigits)
        return std::nullopt;
    return parseNumber<std::int64_t>(digits);
}

bool LineReader::next(std::string_view& line)
{
    if (m_text.empty())
        return false;
    // An old Mac's file ends its lines with carriage returns alone.
    const std::size_t end = m_text.find_first_of("\r\n");
    line = m_text.substr(0, end);
    ++m_number;
    if (end == std::string_view::npos) {
        m_text = {};
        return true;
    }
    const bool both = m_text.substr(end, 2) == "\r\n";
    m_text.remove_prefix(end + (both ? 2 : 1));
    return true;
}

std::vector<std::string> fieldsOf(std::string_view line, char delimiter)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            fields.back() += line[++i];
        else if (c == '"' && (quoted || trimmed(fields.back()).empty()))
            quoted = !quoted;
        else if (c == delimiter && !quoted)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    for (std::string& field : fields)
        field = std::string(trimmed(field));
    return fields;
}

char delimiterOf(std::string_view line)
{
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    const auto commas = count(',');
    const auto semicolons = count(';');
    const auto tabs = count('\t');
    if (semicolons > commas && semicolons >= tabs)
        return ';';
    return tabs > commas ? '\t' : ',';
}

} // namespace jackdaw::vision
