// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/json_fields.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace jackdaw::simulation {

using nlohmann::json;
using scheduling::Estimate;

namespace {

constexpr std::size_t kMostNumbers = 10'000;

std::string placeOf(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - lineStart + 1);
}

/// Keys may hold '~' and '/', which a JSON pointer writes as ~0 and ~1.
std::string escaped(const std::string& key)
{
    std::string text;
    for (const char c : key)
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return text;
}

std::string rangeText(double low, double high)
{
    std::ostringstream text;
    text << "a number from " << low << " to " << high;
    return text.str();
}

} // namespace

Result<json> parseJson(std::string_view text, const std::string& name)
{
    try {
        return json::parse(text.begin(), text.end());
    } catch (const json::parse_error& error) {
        return fail(ErrorCode::InvalidInput, name + " is not valid JSON: " + placeOf(text, error.byte) + ".",
                    "Check the file's syntax.", error.what());
    } catch (const json::exception& error) {
        return fail(ErrorCode::InvalidInput, name + " is not valid JSON: a number is too large.",
                    "Check the file's numbers.", error.what());
    }
}

void JsonPlace::refuse(const std::string& expected) const
{
    if (faulty())
        return;
    const std::string place = m_pointer.empty() ? "the document" : m_pointer;
    m_fault->error =
        Error{ErrorCode::InvalidInput, m_fault->document + ": " + place + " must be " + expected + ".", {}, {}};
}

std::optional<JsonPlace> JsonPlace::member(const std::string& key) const
{
    if (faulty())
        return std::nullopt;
    const auto found = m_value->find(key);
    JsonPlace child(*this);
    child.m_pointer += "/" + escaped(key);
    if (found == m_value->end()) {
        m_fault->error =
            Error{ErrorCode::InvalidInput, m_fault->document + ": " + child.m_pointer + " is missing.", {}, {}};
        return std::nullopt;
    }
    child.m_value = &*found;
    return child;
}

JsonPlace JsonPlace::element(std::size_t index) const
{
    JsonPlace child(*this);
    child.m_value = &(*m_value)[index];
    child.m_pointer += "/" + std::to_string(index);
    return child;
}

double JsonPlace::number(double low, double high) const
{
    const double value = m_value->is_number() ? m_value->get<double>() : std::nan("");
    if (std::isfinite(value) && value >= low && value <= high)
        return value;
    refuse(rangeText(low, high));
    return low;
}

std::size_t JsonPlace::count(std::size_t most) const
{
    if (m_value->is_number_unsigned() && m_value->get<std::uint64_t>() <= most)
        return m_value->get<std::size_t>();
    refuse("a whole number from 0 to " + std::to_string(most));
    return 0;
}

std::string JsonPlace::text() const
{
    if (m_value->is_string() && !m_value->get_ref<const std::string&>().empty())
        return m_value->get<std::string>();
    refuse("a text that is not empty");
    return {};
}

std::size_t JsonPlace::size(std::size_t fewest, std::size_t most) const
{
    if (m_value->is_array() && m_value->size() >= fewest && m_value->size() <= most)
        return m_value->size();
    refuse("a list of " + std::to_string(fewest) + " to " + std::to_string(most) + " elements");
    return 0;
}

JsonFields::JsonFields(JsonPlace object) : m_object(std::move(object))
{
    if (!m_object.value().is_object())
        m_object.refuse("an object");
}

std::optional<JsonPlace> JsonFields::place(const std::string& key)
{
    m_known.insert(key);
    return m_object.member(key);
}

bool JsonFields::has(const std::string& key)
{
    m_known.insert(key);
    return !m_object.faulty() && m_object.value().contains(key);
}

double JsonFields::number(const std::string& key, double low, double high)
{
    const auto found = place(key);
    return found ? found->number(low, high) : low;
}

double JsonFields::number(const std::string& key, double low, double high, double fallback)
{
    return has(key) ? number(key, low, high) : fallback;
}

std::optional<double> JsonFields::optionalNumber(const std::string& key, double low, double high)
{
    return has(key) ? std::optional(number(key, low, high)) : std::nullopt;
}

std::size_t JsonFields::count(const std::string& key, std::size_t most, std::size_t fallback)
{
    return has(key) ? place(key)->count(most) : fallback;
}

bool JsonFields::boolean(const std::string& key, bool fallback)
{
    if (!has(key))
        return fallback;
    const JsonPlace found = *place(key);
    if (found.value().is_boolean())
        return found.value().get<bool>();
    found.refuse("true or false");
    return fallback;
}

std::string JsonFields::text(const std::string& key)
{
    const auto found = place(key);
    return found ? found->text() : std::string();
}

std::string JsonFields::text(const std::string& key, const std::string& fallback)
{
    return has(key) ? text(key) : fallback;
}

std::optional<Estimate> JsonFields::optionalEstimate(const std::string& key, double low, double high)
{
    if (!has(key))
        return std::nullopt;
    if (!place(key)->value().is_object())
        return Estimate::exact(number(key, low, high));
    Estimate estimate;
    object(key, [&](JsonFields& fields) {
        estimate.value = fields.number("value", low, high);
        estimate.low = fields.number("low", low, high);
        estimate.high = fields.number("high", low, high);
        if (estimate.low > estimate.value)
            fields.refuse("low", "at most the value");
        if (estimate.high < estimate.value)
            fields.refuse("high", "at least the value");
    });
    return estimate;
}

std::vector<double> JsonFields::numbers(const std::string& key, std::size_t fewest, double low, double high)
{
    std::vector<double> values;
    list(key, fewest, kMostNumbers, [&](const JsonPlace& element) { values.push_back(element.number(low, high)); });
    return values;
}

void JsonFields::list(const std::string& key, std::size_t fewest, std::size_t most,
                      const std::function<void(const JsonPlace&)>& read)
{
    const auto found = place(key);
    const std::size_t size = found ? found->size(fewest, most) : 0;
    for (std::size_t i = 0; i < size && !m_object.faulty(); ++i)
        read(found->element(i));
}

void JsonFields::object(const std::string& key, const std::function<void(JsonFields&)>& read)
{
    if (!has(key))
        return;
    JsonFields fields(*place(key));
    if (m_object.faulty())
        return;
    read(fields);
    fields.finish();
}

void JsonFields::refuse(const std::string& key, const std::string& expected)
{
    if (const auto found = place(key))
        found->refuse(expected);
}

void JsonFields::finish()
{
    if (m_object.faulty())
        return;
    for (const auto& item : m_object.value().items())
        if (!m_known.contains(item.key()))
            return m_object.member(item.key())->refuse("left out: the format has no such key");
}

} // namespace jackdaw::simulation
