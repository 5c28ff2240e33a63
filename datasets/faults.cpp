// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/faults.h"

namespace jackdaw::datasets {

namespace {

/// A file with hundreds of faults is another kind of file; nobody reads further.
constexpr std::size_t kMostListed = 40;

std::string sentence(const Fault& fault)
{
    const std::string place = fault.pointer.empty() ? "the whole text" : fault.pointer;
    return place + ": found " + fault.found + ", expected " + fault.expected + ".";
}

} // namespace

void Faults::add(std::string pointer, std::string found, std::string expected)
{
    m_faults.push_back({std::move(pointer), std::move(found), std::move(expected)});
}

Error Faults::error(const std::string& file) const
{
    std::string message = "The scenario " + file + " cannot be used.";
    for (std::size_t i = 0; i < m_faults.size() && i < kMostListed; ++i)
        message += "\n  " + sentence(m_faults[i]);
    if (m_faults.size() > kMostListed)
        message += "\n  ... and " + std::to_string(m_faults.size() - kMostListed) + " more.";
    return {ErrorCode::InvalidInput, std::move(message), "Correct the file and open it again.", {}};
}

std::string joinPointer(const std::string& pointer, const std::string& key)
{
    std::string step;
    for (const char c : key) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return pointer + "/" + step;
}

std::string joinPointer(const std::string& pointer, std::size_t index)
{
    return pointer + "/" + std::to_string(index);
}

} // namespace jackdaw::datasets
