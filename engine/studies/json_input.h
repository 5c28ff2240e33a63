// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <nlohmann/json.hpp>

#include <string>

namespace jackdaw::studies {

/// A place in a JSON document from outside: every fault is reported with the document's name and the JSON pointer.
class JsonInput {
public:
    using Json = nlohmann::json;

    JsonInput(const Json& root, std::string name) : m_value(&root), m_name(std::move(name)) { }

    /// Member \p key of an object; a fault where it is not there.
    Result<JsonInput> member(const std::string& key) const;
    /// Element \p index of an array.
    JsonInput element(std::size_t index) const;
    bool has(const std::string& key) const { return m_value->is_object() && m_value->contains(key); }

    Result<double> number(double low, double high) const;
    Result<std::size_t> count(std::size_t most) const;
    Result<std::string> text() const;
    /// Number of elements of an array with \p fewest to \p most elements.
    Result<std::size_t> size(std::size_t fewest, std::size_t most) const;
    const Json& value() const { return *m_value; }

    tl::unexpected<Error> fault(const std::string& expected) const;

private:
    const Json* m_value;
    std::string m_name;
    std::string m_pointer;
};

} // namespace jackdaw::studies
