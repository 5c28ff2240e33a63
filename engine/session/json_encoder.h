// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/event_fields.h"
#include "engine/session/json_values.h"
#include "engine/session/plan_trace_text.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::session {

/// JSON text of \p text with its quotes; bytes that are no UTF-8 become the replacement character.
std::string jsonString(std::string_view text);

/// Visits the fields of a value and writes them as one JSON object.
class JsonEncoder {
public:
    template <class T>
    void operator()(std::string_view name, const T& value)
    {
        m_text += m_text.empty() ? "{\"" : ",\"";
        m_text += name;
        m_text += "\":";
        put(value);
    }

    /// A field of a later version: left out where it has the value of the sessions from before.
    template <class T>
    void added(std::string_view name, const T& value, const T& before)
    {
        if (value != before)
            (*this)(name, value);
    }

    /// A field that took the place of an older one.
    template <class Older, class T>
    void replacing(std::string_view, std::string_view name, const T& value, T (*)(const Older&))
    {
        (*this)(name, value);
    }

    std::string finish() && { return m_text.empty() ? "{}" : std::move(m_text) + '}'; }

private:
    void put(bool value) { m_text += value ? "true" : "false"; }
    void put(const std::string& value) { m_text += jsonString(value); }
    void put(Nanoseconds value) { m_text += std::to_string(value.count()); }
    /// Detections are the bulk of a session: an array each, in the order of their fields.
    void put(const Detection& value)
    {
        m_text += '[';
        for (const float number : {value.box.x1, value.box.y1, value.box.x2, value.box.y2})
            m_text += numberText(number) + ',';
        m_text += std::to_string(value.label.value) + ',' + numberText(value.score) + ']';
    }
    void put(const std::vector<PlanMove>& trace) { m_text += '"' + packTrace(trace) + '"'; }

    template <std::integral T>
    void put(T value)
    {
        m_text += std::to_string(value);
    }
    template <std::floating_point T>
    void put(T value)
    {
        m_text += numberText(value);
    }
    template <NamedEnum T>
    void put(T value)
    {
        m_text += '"';
        m_text += enumNames(value).at(static_cast<std::size_t>(value));
        m_text += '"';
    }
    template <class Tag>
    void put(Id<Tag> value)
    {
        put(value.value);
    }
    template <class Unit>
    void put(Quantity<Unit> value)
    {
        put(value.value);
    }
    template <class T>
    void put(const std::optional<T>& value)
    {
        if (value)
            put(*value);
        else
            m_text += "null";
    }
    template <class T>
    void put(const std::vector<T>& values)
    {
        putAll(values);
    }
    template <class T, std::size_t Count>
    void put(const std::array<T, Count>& values)
    {
        putAll(values);
    }
    template <class Values>
    void putAll(const Values& values)
    {
        m_text += '[';
        bool first = true;
        for (const auto& value : values) {
            if (!first)
                m_text += ',';
            first = false;
            put(value);
        }
        m_text += ']';
    }
    template <class T>
    requires requires(JsonEncoder& encoder, const T& value) { fields(encoder, value); }
    void put(const T& value)
    {
        JsonEncoder inner;
        fields(inner, value);
        m_text += std::move(inner).finish();
    }

    std::string m_text;
};

} // namespace jackdaw::session
