// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/json_object.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace jackdaw::datasets {

namespace {

using nlohmann::json;

constexpr std::size_t kShown = 40;

std::string plain(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.12g", value);
    return buffer;
}

std::string quoted(const std::string& text)
{
    const bool cut = text.size() > kShown;
    const json shown = cut ? text.substr(0, kShown) : text;
    return shown.dump(-1, ' ', false, json::error_handler_t::replace) + (cut ? "..." : "");
}

/// Levenshtein distance.
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

std::string nearest(const std::string& key, const std::vector<std::string>& known)
{
    return *std::min_element(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
        return distance(key.substr(0, kShown), a) < distance(key.substr(0, kShown), b);
    });
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "\"" : ", \"") + name + "\"";
    return text;
}

/// The integer that \p value is; JSON Schema counts 3.0 as one.
std::optional<std::int64_t> integral(const json& value)
{
    constexpr double kExact = 9007199254740992.0; // 2^53
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return number <= INT64_MAX ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
    }
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (!value.is_number_float())
        return std::nullopt;
    const double number = value.get<double>();
    return std::floor(number) == number && std::abs(number) <= kExact ? std::optional(static_cast<std::int64_t>(number))
                                                                      : std::nullopt;
}

bool isUsable(const std::string& text, std::size_t longest)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    return !text.empty() && text.size() <= longest && std::none_of(text.begin(), text.end(), isControl);
}

std::string textExpected(std::size_t longest)
{
    return "a text of 1 to " + std::to_string(longest) + " bytes without control characters";
}

} // namespace

std::string Range::text() const
{
    return (aboveLow ? "> " : ">= ") + plain(low) + " and <= " + plain(high);
}

std::string describe(const json& value)
{
    switch (value.type()) {
    case json::value_t::null: return "null";
    case json::value_t::boolean: return value.get<bool>() ? "true" : "false";
    case json::value_t::string: return "the text " + quoted(value.get_ref<const std::string&>());
    case json::value_t::array: return "an array of " + std::to_string(value.size());
    case json::value_t::object: return "an object";
    default: return "the number " + value.dump();
    }
}

ObjectReader::ObjectReader(const json* value, std::string pointer, Faults& faults) :
    m_pointer(std::move(pointer)), m_faults(&faults)
{
    if (value && value->is_object())
        m_object = value;
    else if (value)
        m_faults->add(m_pointer, describe(*value), "an object");
}

const json* ObjectReader::find(const std::string& key, bool required, const std::string& expected)
{
    m_known.push_back(key);
    if (!m_object)
        return nullptr;
    const auto found = m_object->find(key);
    if (found != m_object->end())
        return &*found;
    if (required)
        m_faults->add(pointerTo(key), "nothing", expected);
    return nullptr;
}

void ObjectReader::note(const std::string& key, const json& value, const std::string& expected)
{
    m_faults->add(pointerTo(key), describe(value), expected);
}

double ObjectReader::number(const std::string& key, Range range, std::optional<double> fallback)
{
    const std::string expected = "a number " + range.text();
    const double otherwise = fallback.value_or(range.high);
    const json* value = find(key, !fallback, expected);
    if (!value)
        return otherwise;
    if (value->is_number() && range.holds(value->get<double>()))
        return value->get<double>();
    note(key, *value, expected);
    return otherwise;
}

std::int64_t ObjectReader::integer(const std::string& key, std::int64_t low, std::int64_t high,
                                   std::optional<std::int64_t> fallback)
{
    const std::string expected = "a whole number >= " + std::to_string(low) + " and <= " + std::to_string(high);
    const std::int64_t otherwise = fallback.value_or(low);
    const json* value = find(key, !fallback, expected);
    if (!value)
        return otherwise;
    const auto number = integral(*value);
    if (number && *number >= low && *number <= high)
        return *number;
    note(key, *value, expected);
    return otherwise;
}

std::uint64_t ObjectReader::unsignedInteger(const std::string& key, std::uint64_t fallback)
{
    const std::string expected = "a whole number >= 0 and < 2^64";
    const json* value = find(key, false, expected);
    if (!value)
        return fallback;
    if (value->is_number_unsigned())
        return value->get<std::uint64_t>();
    const auto number = integral(*value);
    if (number && *number >= 0)
        return static_cast<std::uint64_t>(*number);
    note(key, *value, expected);
    return fallback;
}

bool ObjectReader::boolean(const std::string& key, bool fallback)
{
    const json* value = find(key, false, "true or false");
    if (!value)
        return fallback;
    if (value->is_boolean())
        return value->get<bool>();
    note(key, *value, "true or false");
    return fallback;
}

std::string ObjectReader::text(const std::string& key, std::size_t longest, std::optional<std::string> fallback)
{
    const json* value = find(key, !fallback, textExpected(longest));
    if (!value)
        return fallback.value_or("");
    return readText(*value, pointerTo(key), longest, *m_faults).value_or(fallback.value_or(""));
}

std::size_t ObjectReader::choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback)
{
    const std::string expected = names.size() == 1 ? listed(names) : "one of " + listed(names);
    const json* value = find(key, false, expected);
    if (!value)
        return fallback;
    if (value->is_string()) {
        const auto found = std::find(names.begin(), names.end(), value->get_ref<const std::string&>());
        if (found != names.end())
            return static_cast<std::size_t>(found - names.begin());
    }
    note(key, *value, expected);
    return fallback;
}

bool ObjectReader::array(const std::string& key, std::size_t least, std::size_t most, bool required,
                         const std::function<void(const json&, const std::string&)>& element)
{
    const std::string expected = "an array of " + std::to_string(least) + " to " + std::to_string(most) + " elements";
    const json* value = find(key, required, expected);
    if (!value)
        return false;
    if (!value->is_array() || value->size() < least || value->size() > most) {
        note(key, *value, expected);
        return true;
    }
    for (std::size_t i = 0; i < value->size(); ++i)
        element((*value)[i], joinPointer(pointerTo(key), i));
    return true;
}

ObjectReader ObjectReader::object(const std::string& key, bool required)
{
    return {find(key, required, "an object"), pointerTo(key), *m_faults};
}

void ObjectReader::finish()
{
    if (!m_object || m_known.empty())
        return;
    for (const auto& item : m_object->items()) {
        if (std::find(m_known.begin(), m_known.end(), item.key()) == m_known.end())
            m_faults->add(pointerTo(item.key()), "an unknown key",
                          "one that the schema knows; the nearest is \"" + nearest(item.key(), m_known) + "\"");
    }
}

std::optional<std::string> readText(const json& value, const std::string& pointer, std::size_t longest, Faults& faults)
{
    if (value.is_string() && isUsable(value.get_ref<const std::string&>(), longest))
        return value.get<std::string>();
    faults.add(pointer, describe(value), textExpected(longest));
    return std::nullopt;
}

} // namespace jackdaw::datasets
