// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/json/reader.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include <nlohmann/json.hpp>

namespace jackdaw::json {

namespace {

using Json = nlohmann::json;

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
    const Json shown = cut ? text.substr(0, kShown) : text;
    return shown.dump(-1, ' ', false, Json::error_handler_t::replace) + (cut ? "..." : "");
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
std::optional<std::int64_t> integral(const Json& value)
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

/// "the text \"abc\"", "the number -1", "an array of 3": for the "found" of a fault.
std::string describe(const Json& value)
{
    switch (value.type()) {
    case Json::value_t::null: return "null";
    case Json::value_t::boolean: return value.get<bool>() ? "true" : "false";
    case Json::value_t::string: return "the text " + quoted(value.get_ref<const std::string&>());
    case Json::value_t::array: return "an array of " + std::to_string(value.size());
    case Json::value_t::object: return "an object";
    default: return "the number " + value.dump();
    }
}

std::string integerExpected(std::int64_t low, std::int64_t high)
{
    return "a whole number >= " + std::to_string(low) + " and <= " + std::to_string(high);
}

std::string arrayExpected(std::size_t least, std::size_t most)
{
    return "an array of " + std::to_string(least) + " to " + std::to_string(most) + " elements";
}

std::string numberExpected(const Range& range)
{
    return "a number " + range.text();
}

} // namespace

std::string Range::text() const
{
    return (aboveLow ? "> " : ">= ") + plain(low) + " and <= " + plain(high);
}

void Place::refuse(const std::string& expected) const
{
    m_faults->add(m_pointer, describe(*m_value), expected);
}

bool Place::isObject() const
{
    return m_value->is_object();
}

std::optional<double> Place::number(Range range) const
{
    if (m_value->is_number() && range.holds(m_value->get<double>()))
        return m_value->get<double>();
    refuse(numberExpected(range));
    return std::nullopt;
}

std::optional<std::int64_t> Place::integer(std::int64_t low, std::int64_t high) const
{
    const auto number = integral(*m_value);
    if (number && *number >= low && *number <= high)
        return number;
    refuse(integerExpected(low, high));
    return std::nullopt;
}

std::optional<std::string> Place::text(std::size_t longest) const
{
    if (m_value->is_string() && isUsable(m_value->get_ref<const std::string&>(), longest))
        return m_value->get<std::string>();
    refuse(textExpected(longest));
    return std::nullopt;
}

std::vector<Place> Place::elements(std::size_t least, std::size_t most) const
{
    std::vector<Place> places;
    if (!m_value->is_array() || m_value->size() < least || m_value->size() > most) {
        refuse(arrayExpected(least, most));
        return places;
    }
    for (std::size_t i = 0; i < m_value->size(); ++i)
        places.push_back({(*m_value)[i], joinPointer(m_pointer, i), *m_faults});
    return places;
}

std::vector<std::pair<std::string, Place>> Place::members() const
{
    std::vector<std::pair<std::string, Place>> places;
    if (m_value->is_object())
        for (const auto& [key, value] : m_value->items())
            places.emplace_back(key, Place(value, joinPointer(m_pointer, key), *m_faults));
    return places;
}

Object::Object(const Place& place) :
    Object(place.isObject() ? &place.value() : nullptr, place.pointer(), place.faults())
{
    if (!m_object)
        place.refuse("an object");
}

std::optional<Place> Object::place(const std::string& key, bool required, const std::string& expected)
{
    m_known.push_back(key);
    if (!m_object)
        return std::nullopt;
    const auto found = m_object->find(key);
    if (found != m_object->end())
        return Place(*found, pointerTo(key), *m_faults);
    if (required)
        m_faults->add(pointerTo(key), "nothing", expected);
    return std::nullopt;
}

bool Object::has(const std::string& key) const
{
    return m_object && m_object->contains(key);
}

void Object::refuse(const std::string& key, const std::string& expected)
{
    if (const auto found = place(key, false); found && !found->faulty())
        found->refuse(expected);
}

double Object::number(const std::string& key, Range range, std::optional<double> fallback)
{
    const auto found = place(key, !fallback, numberExpected(range));
    const auto number = found ? found->number(range) : std::nullopt;
    return number.value_or(fallback.value_or(range.high));
}

std::optional<double> Object::optionalNumber(const std::string& key, Range range)
{
    const auto found = place(key, false);
    return found ? found->number(range) : std::nullopt;
}

std::int64_t Object::integer(const std::string& key, std::int64_t low, std::int64_t high,
                             std::optional<std::int64_t> fallback)
{
    const auto found = place(key, !fallback, integerExpected(low, high));
    const auto number = found ? found->integer(low, high) : std::nullopt;
    return number.value_or(fallback.value_or(low));
}

std::uint64_t Object::unsignedInteger(const std::string& key, std::uint64_t fallback)
{
    const auto found = place(key, false);
    if (!found)
        return fallback;
    if (found->value().is_number_unsigned())
        return found->value().get<std::uint64_t>();
    const auto number = integral(found->value());
    if (number && *number >= 0)
        return static_cast<std::uint64_t>(*number);
    found->refuse("a whole number >= 0 and < 2^64");
    return fallback;
}

bool Object::boolean(const std::string& key, bool fallback)
{
    const auto found = place(key, false);
    if (!found)
        return fallback;
    if (found->value().is_boolean())
        return found->value().get<bool>();
    found->refuse("true or false");
    return fallback;
}

std::string Object::text(const std::string& key, std::size_t longest, std::optional<std::string> fallback)
{
    const auto found = place(key, !fallback, textExpected(longest));
    const auto text = found ? found->text(longest) : std::nullopt;
    return text.value_or(fallback.value_or(""));
}

std::size_t Object::choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback)
{
    const auto found = place(key, false);
    if (!found)
        return fallback;
    if (found->value().is_string()) {
        const auto name = std::find(names.begin(), names.end(), found->value().get_ref<const std::string&>());
        if (name != names.end())
            return static_cast<std::size_t>(name - names.begin());
    }
    found->refuse(names.size() == 1 ? listed(names) : "one of " + listed(names));
    return fallback;
}

std::vector<double> Object::numbers(const std::string& key, std::size_t least, std::size_t most, Range range)
{
    std::vector<double> values;
    array(key, least, most, true,
          [&](const Place& element) { values.push_back(element.number(range).value_or(range.high)); });
    return values;
}

void Object::mustRise(const std::string& key, const std::vector<double>& values, bool mayStand)
{
    for (std::size_t i = 1; i < values.size() && !faulty(key); ++i)
        if (values[i] < values[i - 1] || (values[i] == values[i - 1] && !mayStand))
            place(key, true)->elements(1, values.size())[i].refuse(mayStand ? "at least the number before it"
                                                                            : "above the number before it");
}

void Object::mustMatch(const std::string& key, std::size_t size, const std::string& other, std::size_t wanted)
{
    if (size != wanted && !faulty(other))
        refuse(key, "as long as \"" + other + "\"");
}

bool Object::array(const std::string& key, std::size_t least, std::size_t most, bool required,
                   const std::function<void(const Place&)>& element)
{
    const auto found = place(key, required, arrayExpected(least, most));
    if (!found)
        return false;
    for (const Place& each : found->elements(least, most))
        element(each);
    return true;
}

Object Object::object(const std::string& key, bool required)
{
    const auto found = place(key, required, "an object");
    return found ? Object(*found) : Object(nullptr, pointerTo(key), *m_faults);
}

void Object::finish()
{
    if (!m_object || m_known.empty())
        return;
    for (const auto& item : m_object->items()) {
        if (std::find(m_known.begin(), m_known.end(), item.key()) == m_known.end())
            m_faults->add(pointerTo(item.key()), "an unknown key",
                          "one that the schema knows; the nearest is \"" + nearest(item.key(), m_known) + "\"");
    }
}

} // namespace jackdaw::json
