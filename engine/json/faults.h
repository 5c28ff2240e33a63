// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace jackdaw::json {

/// One thing that is wrong in a JSON file.
struct Fault {
    std::string pointer; ///< JSON pointer (RFC 6901) of the value, "" for the whole text
    std::string found; ///< what stands there, in words
    std::string expected; ///< type, range or allowed names
    std::vector<std::string> elsewhere; ///< further places where the same thing is wrong
};

/// Collects the faults of one file, so that they are all reported at once.
class Faults {
public:
    /// The first thousand are kept: a file with more is another kind of file.
    void add(std::string pointer, std::string found, std::string expected);
    /// As add(); where the same was found before, that fault stands for both places.
    void addOnce(std::string pointer, std::string found, std::string expected);
    bool empty() const { return m_faults.empty(); }
    /// True if something is wrong with the value at \p pointer or within it.
    bool isFaulty(const std::string& pointer) const;
    const std::vector<Fault>& list() const { return m_faults; }

    /// One error that names the file, \p what it is ("scenario", "trace") and its name: a sentence for one fault, a
    /// line per fault for several.
    Error error(const std::string& what, const std::string& name,
                const std::string& action = "Mend that and open it again.") const;

private:
    std::vector<Fault> m_faults;
};

/// \p pointer with one more step; escapes "~" and "/" as RFC 6901 asks.
std::string joinPointer(const std::string& pointer, const std::string& key);
std::string joinPointer(const std::string& pointer, std::size_t index);

} // namespace jackdaw::json
