// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/json/faults.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Reads JSON from outside. Every fault is noted with its place, and reading goes on with a fallback, so that one pass
/// finds all of them.
namespace jackdaw::json {

/// Parses \p text; nothing, and a fault with line and column, where it is no JSON or nested too deeply. A key that is
/// given twice in one object is a fault too: the parser would silently keep one of them.
std::optional<nlohmann::json> parse(std::string_view text, Faults& faults);

/// Where a number may lie.
struct Range {
    double low = 0.0;
    double high = 0.0;
    bool aboveLow = false; ///< low itself is not allowed

    bool holds(double value) const { return (aboveLow ? value > low : value >= low) && value <= high; }
    std::string text() const; ///< "> 0 and <= 1"
};

/// A value of a document and where it stands. The document and the faults outlive it.
class Place {
public:
    Place(const nlohmann::json& value, Faults& faults) : Place(value, {}, faults) { }

    const nlohmann::json& value() const { return *m_value; }
    const std::string& pointer() const { return m_pointer; }
    Faults& faults() const { return *m_faults; }
    /// True if something is wrong with it or within it.
    bool faulty() const { return m_faults->isFaulty(m_pointer); }
    /// Notes that something else than \p expected was found.
    void refuse(const std::string& expected) const;

    bool isObject() const;
    std::optional<double> number(Range range) const;
    /// 3.0 is a whole number, as in JSON Schema.
    std::optional<std::int64_t> integer(std::int64_t low, std::int64_t high) const;
    /// Not empty, at most \p longest bytes, no control characters.
    std::optional<std::string> text(std::size_t longest) const;
    /// The elements of an array of \p least to \p most; nothing, and a fault, where it is none.
    std::vector<Place> elements(std::size_t least, std::size_t most) const;
    /// The members of an object; none where it is none, which is not noted.
    std::vector<std::pair<std::string, Place>> members() const;

private:
    friend class Object;
    Place(const nlohmann::json& value, std::string pointer, Faults& faults) :
        m_value(&value), m_pointer(std::move(pointer)), m_faults(&faults)
    {
    }

    const nlohmann::json* m_value;
    std::string m_pointer;
    Faults* m_faults;
};

/// One JSON object, whose keys are asked for one by one. A key without a fallback is required; where it is faulty its
/// value is the lowest that is allowed (a number: the highest).
class Object {
public:
    /// A fault where it is no object; then every key gives its fallback and nothing more is noted.
    explicit Object(const Place& place);

    double number(const std::string& key, Range range, std::optional<double> fallback = std::nullopt);
    std::optional<double> optionalNumber(const std::string& key, Range range);
    std::int64_t integer(const std::string& key, std::int64_t low, std::int64_t high,
                         std::optional<std::int64_t> fallback = std::nullopt);
    std::uint64_t unsignedInteger(const std::string& key, std::uint64_t fallback);
    bool boolean(const std::string& key, bool fallback);
    /// Not empty, at most \p longest bytes, no control characters.
    std::string text(const std::string& key, std::size_t longest, std::optional<std::string> fallback = std::nullopt);
    std::size_t choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback);
    /// An array of \p least to \p most numbers.
    std::vector<double> numbers(const std::string& key, std::size_t least, std::size_t most, Range range);

    /// Calls \p element for each element of an array of \p least to \p most; false where it is absent.
    bool array(const std::string& key, std::size_t least, std::size_t most, bool required,
               const std::function<void(const Place&)>& element);
    /// The object under \p key; one without a value where it is absent or no object.
    Object object(const std::string& key, bool required);
    /// The value under \p key, whatever it is.
    std::optional<Place> place(const std::string& key, bool required, const std::string& expected = "a value");

    bool has(const std::string& key) const;
    std::string pointerTo(const std::string& key) const { return joinPointer(m_pointer, key); }
    Faults& faults() { return *m_faults; }
    /// True if something is wrong with it or within it.
    bool faulty() const { return m_faults->isFaulty(m_pointer); }
    /// True if something is wrong with the value of \p key or within it.
    bool faulty(const std::string& key) const { return m_faults->isFaulty(pointerTo(key)); }
    /// Notes that \p key holds something else than \p expected; nothing where it is absent or faulty already.
    void refuse(const std::string& key, const std::string& expected);

    /// Notes the first of the numbers under \p key, \p values, that is not above the one before it; equal ones may
    /// stand where \p mayStand.
    void mustRise(const std::string& key, const std::vector<double>& values, bool mayStand = false);
    /// Notes that the array under \p key has \p size elements and not as many as that under \p other, \p wanted;
    /// nothing where that is faulty itself.
    void mustMatch(const std::string& key, std::size_t size, const std::string& other, std::size_t wanted);

    /// Notes every key that nobody asked for, with the nearest known one.
    void finish();

private:
    Object(const nlohmann::json* object, std::string pointer, Faults& faults) :
        m_object(object), m_pointer(std::move(pointer)), m_faults(&faults)
    {
    }

    const nlohmann::json* m_object; ///< null: nothing is there
    std::string m_pointer;
    Faults* m_faults;
    std::vector<std::string> m_known;
};

} // namespace jackdaw::json
