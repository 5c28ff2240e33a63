// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/window_problem.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace jackdaw::simulation {

/// Errors say line and column.
Result<nlohmann::json> parseJson(std::string_view text, const std::string& name);

/// What is wrong with a document: the first fault found. Once there is one, every further read gives a fallback and
/// does not look.
struct JsonFault {
    std::string document; ///< name of the document, for the message
    std::optional<Error> error;
};

/// A value of a document and its JSON pointer (RFC 6901).
class JsonPlace {
public:
    JsonPlace(const nlohmann::json& value, JsonFault& fault) : m_value(&value), m_fault(&fault) { }

    const nlohmann::json& value() const { return *m_value; }
    bool faulty() const { return m_fault->error.has_value(); }
    std::optional<JsonPlace> member(const std::string& key) const;
    JsonPlace element(std::size_t index) const;
    /// Notes that the value must be \p expected.
    void refuse(const std::string& expected) const;

    double number(double low, double high) const;
    std::size_t count(std::size_t most) const;
    std::string text() const;
    /// Number of elements of an array with \p fewest to \p most elements.
    std::size_t size(std::size_t fewest, std::size_t most) const;

private:
    const nlohmann::json* m_value;
    JsonFault* m_fault;
    std::string m_pointer;
};

/// The keys of one JSON object, asked for one by one; finish() then refuses those that nobody asked for.
class JsonFields {
public:
    explicit JsonFields(JsonPlace object);

    bool has(const std::string& key);
    std::optional<JsonPlace> place(const std::string& key); ///< a fault where it is missing
    double number(const std::string& key, double low, double high);
    double number(const std::string& key, double low, double high, double fallback);
    std::optional<double> optionalNumber(const std::string& key, double low, double high);
    std::size_t count(const std::string& key, std::size_t most, std::size_t fallback);
    bool boolean(const std::string& key, bool fallback);
    std::string text(const std::string& key);
    std::string text(const std::string& key, const std::string& fallback);
    /// A number, or an object of value, low and high.
    std::optional<scheduling::Estimate> optionalEstimate(const std::string& key, double low, double high);
    std::vector<double> numbers(const std::string& key, std::size_t fewest, double low, double high);
    /// Calls \p read for each element of an array.
    void list(const std::string& key, std::size_t fewest, std::size_t most,
              const std::function<void(const JsonPlace&)>& read);
    /// Calls \p read where \p key is there.
    void object(const std::string& key, const std::function<void(JsonFields&)>& read);
    void refuse(const std::string& key, const std::string& expected);
    void finish();

private:
    JsonPlace m_object;
    std::set<std::string> m_known;
};

} // namespace jackdaw::simulation
