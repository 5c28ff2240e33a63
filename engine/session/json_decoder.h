// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/event_fields.h"
#include "engine/session/json_values.h"
#include "engine/session/plan_trace_text.h"

#include <algorithm>
#include <concepts>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace jackdaw::session {

/// A field that is missing or is not what it should be. Caught in fromJson().
struct FieldError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A name that only a newer version can have written. Caught in fromJson().
struct UnknownName : FieldError {
    using FieldError::FieldError;
};

/// Visits the fields of a value and fills them from a JSON object; fields that it does not know are left alone.
class JsonDecoder {
public:
    JsonDecoder(const nlohmann::json& object, std::string path) : m_object(object), m_path(std::move(path))
    {
        if (!object.is_object())
            refuse("an object");
    }

    template <class T>
    void operator()(std::string_view name, T& value)
    {
        const auto found = m_object.find(name);
        const std::string path = m_path + '/' + std::string(name);
        if (found == m_object.end())
            throw FieldError("the field " + path + " is missing");
        JsonDecoder::get(*found, path, value);
    }

    /// A field of a later version: where it is missing it has the value that holds for the sessions from before.
    template <class T>
    void added(std::string_view name, T& value, const T& before)
    {
        if (m_object.contains(name))
            (*this)(name, value);
        else
            value = before;
    }

    /// A field that took the place of \p older: where it is missing it is made from that one.
    template <class Older, class T>
    void replacing(std::string_view older, std::string_view name, T& value, T (*fromOlder)(const Older&))
    {
        if (m_object.contains(name) || !m_object.contains(older))
            return (*this)(name, value);
        Older old;
        (*this)(older, old);
        value = fromOlder(old);
    }

private:
    using Json = nlohmann::json;

    [[noreturn]] void refuse(std::string_view expected) const { refuse(m_path, expected); }
    [[noreturn]] static void refuse(const std::string& path, std::string_view expected)
    {
        throw FieldError("the field " + (path.empty() ? "/" : path) + " is not " + std::string(expected));
    }

    static void get(const Json& json, const std::string& path, bool& value)
    {
        if (!json.is_boolean())
            refuse(path, "true or false");
        value = json.get<bool>();
    }
    static void get(const Json& json, const std::string& path, std::string& value)
    {
        if (!json.is_string())
            refuse(path, "a text");
        value = json.get<std::string>();
    }
    static void get(const Json& json, const std::string& path, Nanoseconds& value)
    {
        Nanoseconds::rep count{};
        get(json, path, count);
        value = Nanoseconds{count};
    }
    static void get(const Json& json, const std::string& path, Detection& value)
    {
        if (!json.is_array() || json.size() != 6)
            refuse(path, "an array of x1, y1, x2, y2, label, score");
        get(json[0], path + "/0", value.box.x1);
        get(json[1], path + "/1", value.box.y1);
        get(json[2], path + "/2", value.box.x2);
        get(json[3], path + "/3", value.box.y2);
        get(json[4], path + "/4", value.label);
        get(json[5], path + "/5", value.score);
    }
    static void get(const Json& json, const std::string& path, std::vector<PlanMove>& value)
    {
        auto trace = json.is_string() ? unpackTrace(json.get_ref<const std::string&>()) : std::nullopt;
        if (!trace)
            refuse(path, "a packed plan trace");
        value = *std::move(trace);
    }
    /// Sessions from before wrote a number per kind, in the order of the kinds.
    static void get(const Json& json, const std::string& path, std::vector<KindCharge>& values)
    {
        if (!json.is_array())
            refuse(path, "an array");
        values.clear();
        for (std::size_t i = 0; i < json.size(); ++i) {
            KindCharge one{static_cast<JobKind>(i), {}};
            const bool older = !json[i].is_object();
            if (older && i >= enumNames(JobKind{}).size())
                refuse(path, "an array with a number for each kind of job");
            if (older)
                get(json[i], path + '/' + std::to_string(i), one.charged);
            else
                get(json[i], path + '/' + std::to_string(i), one);
            if (!older || one.charged.value != 0.0)
                values.push_back(one);
        }
    }
    template <std::integral T>
    static void get(const Json& json, const std::string& path, T& value)
    {
        const bool fits = json.is_number_unsigned()
            ? std::in_range<T>(json.get<std::uint64_t>())
            : json.is_number_integer() && std::in_range<T>(json.get<std::int64_t>());
        if (!fits)
            refuse(path,
                   "a whole number between " + std::to_string(std::numeric_limits<T>::min()) + " and "
                       + std::to_string(std::numeric_limits<T>::max()));
        value = json.get<T>();
    }
    template <std::floating_point T>
    static void get(const Json& json, const std::string& path, T& value)
    {
        if (json.is_number()) {
            value = static_cast<T>(json.get<double>());
        } else if (json == kNotANumber) {
            value = std::numeric_limits<T>::quiet_NaN();
        } else if (json == kInfinity) {
            value = std::numeric_limits<T>::infinity();
        } else if (json == kMinusInfinity) {
            value = -std::numeric_limits<T>::infinity();
        } else {
            refuse(path, "a number");
        }
    }
    template <NamedEnum T>
    static void get(const Json& json, const std::string& path, T& value)
    {
        constexpr auto names = enumNames(T{});
        const auto found =
            std::find_if(names.begin(), names.end(), [&](std::string_view name) { return json == name; });
        if (!json.is_string())
            refuse(path, "a name");
        if (found == names.end())
            throw UnknownName("the field " + path + " has a name that this program does not know");
        value = static_cast<T>(found - names.begin());
    }
    template <class Tag>
    static void get(const Json& json, const std::string& path, Id<Tag>& value)
    {
        get(json, path, value.value);
    }
    template <class Unit>
    static void get(const Json& json, const std::string& path, Quantity<Unit>& value)
    {
        get(json, path, value.value);
    }
    template <class T>
    static void get(const Json& json, const std::string& path, std::optional<T>& value)
    {
        value.reset();
        if (!json.is_null())
            get(json, path, value.emplace());
    }
    /// Earlier versions wrote an accuracy of 0 where there was no object.
    static void get(const Json& json, const std::string& path, std::optional<MeasuredAccuracy>& value)
    {
        value.reset();
        if (json.is_null())
            return;
        get(json, path, value.emplace());
        if (value->count == 0)
            value.reset();
    }
    template <class T>
    static void get(const Json& json, const std::string& path, std::vector<T>& values)
    {
        if (!json.is_array())
            refuse(path, "an array");
        values.assign(json.size(), T{});
        for (std::size_t i = 0; i < values.size(); ++i)
            get(json[i], path + '/' + std::to_string(i), values[i]);
    }
    template <class T, std::size_t Count>
    static void get(const Json& json, const std::string& path, std::array<T, Count>& values)
    {
        if (!json.is_array() || json.size() != Count)
            refuse(path, "an array of " + std::to_string(Count));
        for (std::size_t i = 0; i < Count; ++i)
            get(json[i], path + '/' + std::to_string(i), values[i]);
    }
    template <class T>
    requires requires(JsonDecoder& decoder, T& value) { fields(decoder, value); }
    static void get(const Json& json, const std::string& path, T& value)
    {
        JsonDecoder inner(json, path);
        fields(inner, value);
    }

    const Json& m_object;
    std::string m_path;
};

} // namespace jackdaw::session
