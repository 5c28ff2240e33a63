// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace jackdaw::datasets {

/// One thing that is wrong in a JSON file.
struct Fault {
    std::string pointer; ///< JSON pointer (RFC 6901) of the value, "" for the whole text
    std::string found; ///< what stands there, in words
    std::string expected; ///< type, range or allowed names
};

/// Collects the faults of one file, so that they are all reported at once.
class Faults {
public:
    void add(std::string pointer, std::string found, std::string expected);
    bool empty() const { return m_faults.empty(); }
    const std::vector<Fault>& list() const { return m_faults; }

    /// One error that names the file and has a line per fault.
    Error error(const std::string& file) const;

private:
    std::vector<Fault> m_faults;
};

/// \p pointer with one more step; escapes "~" and "/" as RFC 6901 asks.
std::string joinPointer(const std::string& pointer, const std::string& key);
std::string joinPointer(const std::string& pointer, std::size_t index);

} // namespace jackdaw::datasets
