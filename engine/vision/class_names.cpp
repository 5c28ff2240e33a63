// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/class_names.h"

#include "engine/vision/annotation_text.h"
#include "engine/vision/class_map.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <system_error>

namespace jackdaw::vision {
namespace {

constexpr std::size_t kMostNames = 10'000;

/// A quote before anything else of a name; within it is an apostrophe.
bool opensQuote(std::string_view part, char c)
{
    if (c != '\'' && c != '"')
        return false;
    part = trimmed(part);
    return part.empty() || part.back() == ':';
}

/// The parts of \p text between commas or line ends that do not stand in quotes.
std::vector<std::string_view> partsOf(std::string_view text)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    char quote = '\0';
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        if (quote == '\0' && opensQuote(text.substr(begin, i - begin), c))
            quote = c;
        else if (c == quote)
            quote = '\0';
        if (i < text.size() && (quote != '\0' || (c != ',' && c != '\n')))
            continue;
        if (!trimmed(text.substr(begin, i - begin)).empty())
            parts.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    return parts;
}

} // namespace

std::string_view unquoted(std::string_view text)
{
    text = trimmed(text);
    for (const char quote : {'\'', '"'})
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            return text.substr(1, text.size() - 2);
    return text;
}

std::vector<std::string> listedNames(std::string_view text)
{
    text = trimmed(text);
    const bool isNumbered = text.starts_with('{') && text.ends_with('}');
    if (isNumbered || (text.starts_with('[') && text.ends_with(']')))
        text = text.substr(1, text.size() - 2);
    std::vector<std::string> names;
    for (const std::string_view part : partsOf(text)) {
        if (!isNumbered) {
            names.emplace_back(unquoted(part));
            continue;
        }
        const std::size_t colon = part.find(':');
        const auto number =
            colon == std::string_view::npos ? std::nullopt : parseNumber<std::size_t>(unquoted(part.substr(0, colon)));
        if (!number || *number >= kMostNames)
            return {};
        names.resize(std::max(names.size(), *number + 1));
        names[*number] = unquoted(part.substr(colon + 1));
    }
    return names.size() > kMostNames ? std::vector<std::string>() : names;
}

Result<std::vector<NameList>> nameLists(const std::filesystem::path& model, const onnx::Metadata& metadata)
{
    const std::filesystem::path file = std::filesystem::path(model).replace_extension(".names");
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error)) {
        const auto text = readLabelText(file, "The file '" + file.string() + "'");
        if (!text)
            return tl::unexpected(text.error());
        return std::vector<NameList>{{listedNames(*text), "the file '" + file.string() + "'"}};
    }
    std::vector<NameList> lists;
    for (const char* const key : {"names", "classes", "class_names", "labels"}) {
        const auto entry = metadata.entries.find(key);
        if (entry == metadata.entries.end())
            continue;
        auto names = listedNames(entry->second);
        // One word under another key may be a number, or the name of a data set.
        if (names.size() > 1 || (!names.empty() && key == std::string_view("names")))
            lists.push_back({std::move(names), std::string("its metadata ('") + key + "')"});
    }
    return lists;
}

std::optional<std::uint32_t> cocoIndexOf(std::string_view name)
{
    for (std::uint32_t i = 0; i < kCocoClasses; ++i)
        if (nameKey(cocoName(i)) == nameKey(name))
            return i;
    return std::nullopt;
}

std::string namesText(const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i)
        text += (i == 0 ? "'" : ", '") + names[i] + "'";
    return text + (names.size() > kMost ? " and others" : "");
}

ClassNumbers::ClassNumbers()
{
    for (std::size_t i = 0; i < kCocoClasses; ++i)
        numberOf(cocoName(i));
}

std::uint32_t ClassNumbers::numberOf(std::string_view name)
{
    const auto [known, isNew] = m_numbers.emplace(nameKey(name), static_cast<std::uint32_t>(m_names.size()));
    if (isNew)
        m_names.emplace_back(name);
    return known->second;
}

std::optional<std::uint32_t> ClassNumbers::find(std::string_view name) const
{
    const auto known = m_numbers.find(nameKey(name));
    return known != m_numbers.end() ? std::optional(known->second) : std::nullopt;
}

} // namespace jackdaw::vision
