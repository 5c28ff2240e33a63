// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/faults.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace jackdaw::datasets {

/// Where a number may lie.
struct Range {
    double low = 0.0;
    double high = 0.0;
    bool aboveLow = false; ///< low itself is not allowed

    bool holds(double value) const { return (aboveLow ? value > low : value >= low) && value <= high; }
    std::string text() const; ///< "> 0 and <= 1"
};

/// "the string \"abc\"", "the number -1", "an array of 3": for the "found" of a fault.
std::string describe(const nlohmann::json& value);

/// One JSON object, whose keys are asked for one by one; each fault is noted and the fallback returned, so that one
/// pass finds all of them. A key without a fallback is required.
class ObjectReader {
public:
    /// \p value may be null: then nothing is there, the fault has been noted, and every key gives its fallback.
    ObjectReader(const nlohmann::json* value, std::string pointer, Faults& faults);

    double number(const std::string& key, Range range, std::optional<double> fallback);
    std::int64_t integer(const std::string& key, std::int64_t low, std::int64_t high,
                         std::optional<std::int64_t> fallback);
    std::uint64_t unsignedInteger(const std::string& key, std::uint64_t fallback);
    bool boolean(const std::string& key, bool fallback);
    /// Not empty, at most \p longest bytes, no control characters.
    std::string text(const std::string& key, std::size_t longest, std::optional<std::string> fallback);
    std::size_t choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback);

    /// Calls \p element(value, pointer) for each element of an array of \p least to \p most; false where it is absent.
    bool array(const std::string& key, std::size_t least, std::size_t most, bool required,
               const std::function<void(const nlohmann::json&, const std::string&)>& element);
    /// The object under \p key; one without a value where it is absent or no object.
    ObjectReader object(const std::string& key, bool required);

    bool has(const std::string& key) const { return m_object && m_object->contains(key); }
    std::string pointerTo(const std::string& key) const { return joinPointer(m_pointer, key); }
    Faults& faults() { return *m_faults; }

    /// Notes every key that nobody asked for, with the nearest known one.
    void finish();

private:
    const nlohmann::json* find(const std::string& key, bool required, const std::string& expected);
    void note(const std::string& key, const nlohmann::json& value, const std::string& expected);

    const nlohmann::json* m_object = nullptr;
    std::string m_pointer;
    Faults* m_faults;
    std::vector<std::string> m_known;
};

/// A text that is an element of an array: not empty, at most \p longest bytes, no control characters.
std::optional<std::string> readText(const nlohmann::json& value, const std::string& pointer, std::size_t longest,
                                    Faults& faults);

} // namespace jackdaw::datasets
