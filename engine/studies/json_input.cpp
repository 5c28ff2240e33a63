// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/json_input.h"

#include <cmath>
#include <sstream>

namespace jackdaw::studies {
namespace {

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

tl::unexpected<Error> JsonInput::fault(const std::string& expected) const
{
    return fail(ErrorCode::InvalidInput,
                m_name + ": " + (m_pointer.empty() ? "the document" : m_pointer) + " must be " + expected + ".");
}

Result<JsonInput> JsonInput::member(const std::string& key) const
{
    if (!m_value->is_object())
        return fault("an object");
    const auto found = m_value->find(key);
    JsonInput child(*this);
    child.m_pointer += "/" + escaped(key);
    if (found == m_value->end())
        return fail(ErrorCode::InvalidInput, m_name + ": " + child.m_pointer + " is missing.");
    child.m_value = &*found;
    return child;
}

JsonInput JsonInput::element(std::size_t index) const
{
    JsonInput child(*this);
    child.m_value = &(*m_value)[index];
    child.m_pointer += "/" + std::to_string(index);
    return child;
}

Result<double> JsonInput::number(double low, double high) const
{
    if (!m_value->is_number())
        return fault(rangeText(low, high));
    const double value = m_value->get<double>();
    if (!std::isfinite(value) || value < low || value > high)
        return fault(rangeText(low, high));
    return value;
}

Result<std::size_t> JsonInput::count(std::size_t most) const
{
    const std::string expected = "a whole number from 0 to " + std::to_string(most);
    if (!m_value->is_number_integer() || (m_value->is_number_integer() && !m_value->is_number_unsigned()))
        return fault(expected);
    const auto value = m_value->get<std::uint64_t>();
    if (value > most)
        return fault(expected);
    return static_cast<std::size_t>(value);
}

Result<std::string> JsonInput::text() const
{
    if (!m_value->is_string() || m_value->get_ref<const std::string&>().empty())
        return fault("a text that is not empty");
    return m_value->get<std::string>();
}

Result<std::size_t> JsonInput::size(std::size_t fewest, std::size_t most) const
{
    if (!m_value->is_array() || m_value->size() < fewest || m_value->size() > most)
        return fault("a list of " + std::to_string(fewest) + " to " + std::to_string(most) + " elements");
    return m_value->size();
}

} // namespace jackdaw::studies
