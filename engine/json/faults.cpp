// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/json/faults.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace jackdaw::json {

namespace {

/// A file with hundreds of faults is another kind of file; nobody reads further.
constexpr std::size_t kMostListed = 40;
constexpr std::size_t kMostKept = 1000;

std::string sentence(const Fault& fault)
{
    const std::string place = fault.pointer.empty() ? "the whole text" : fault.pointer;
    const std::size_t further = fault.elsewhere.size();
    const std::string others =
        further == 0 ? "" : " and " + std::to_string(further) + (further == 1 ? " other place" : " other places");
    return place + others + ": found " + fault.found + ", expected " + fault.expected + ".";
}

} // namespace

void Faults::add(std::string pointer, std::string found, std::string expected)
{
    if (m_faults.size() < kMostKept)
        m_faults.push_back({std::move(pointer), std::move(found), std::move(expected), {}});
}

void Faults::addOnce(std::string pointer, std::string found, std::string expected)
{
    const auto known =
        std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault& fault) { return fault.found == found; });
    if (known == m_faults.end())
        add(std::move(pointer), std::move(found), std::move(expected));
    else
        known->elsewhere.push_back(std::move(pointer));
}

bool Faults::isFaulty(const std::string& pointer) const
{
    const auto isWithin = [&](const std::string& place) {
        return place.starts_with(pointer) && (place.size() == pointer.size() || place[pointer.size()] == '/');
    };
    return std::any_of(m_faults.begin(), m_faults.end(), [&](const Fault& fault) {
        return isWithin(fault.pointer) || std::any_of(fault.elsewhere.begin(), fault.elsewhere.end(), isWithin);
    });
}

Error Faults::error(const std::string& what, const std::string& name, const std::string& action) const
{
    if (m_faults.size() == 1)
        return {ErrorCode::InvalidInput,
                "The " + what + " " + name + " cannot be used, " + sentence(m_faults.front()),
                action,
                {}};
    std::string message = "The " + what + " " + name + " cannot be used.";
    for (std::size_t i = 0; i < m_faults.size() && i < kMostListed; ++i)
        message += "\n  " + sentence(m_faults[i]);
    if (m_faults.size() > kMostListed)
        message += "\n  ... and " + std::to_string(m_faults.size() - kMostListed) + " more.";
    return {ErrorCode::InvalidInput, std::move(message), action, {}};
}

std::string joinPointer(const std::string& pointer, const std::string& key)
{
    const bool plain = key.find_first_of("~/") == std::string::npos;
    return pointer + (plain ? "/" + key : (nlohmann::json::json_pointer() / key).to_string());
}

std::string joinPointer(const std::string& pointer, std::size_t index)
{
    return pointer + "/" + std::to_string(index);
}

} // namespace jackdaw::json
