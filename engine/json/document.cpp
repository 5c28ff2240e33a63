// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/json/reader.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace jackdaw::json {

namespace {

using Json = nlohmann::json;

/// No format of ours is nested deeper than ten levels; text that is was made to hurt.
constexpr std::size_t kDeepest = 64;
std::string placeIn(std::string_view text, std::size_t offset)
{
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n');
    const auto column = lineStart == std::string_view::npos ? before.size() + 1 : before.size() - lineStart;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Follows the parser through the text, so that a fault that it finds gets a JSON pointer, and keys given twice are
/// seen. As a pass of its own: a parser with a callback takes time that grows with the square of an array's length.
class Scan : public nlohmann::json_sax<Json> {
public:
    Scan(std::string_view text, Faults& faults) : m_text(text), m_faults(faults) { }

    bool null() override { return step(); }
    bool boolean(bool) override { return step(); }
    bool number_integer(number_integer_t) override { return step(); }
    bool number_unsigned(number_unsigned_t) override { return step(); }
    bool number_float(number_float_t, const string_t&) override { return step(); }
    bool string(string_t&) override { return step(); }
    bool binary(binary_t&) override { return step(); }
    bool start_object(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        m_levels.back().key = name;
        if (!m_levels.back().keys.insert(name).second)
            m_faults.add(pointer(), "the same key twice", "each key once");
        return true;
    }

    bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) override
    {
        const bool ended = byte > m_text.size();
        if (dynamic_cast<const Json::parse_error*>(&error) == nullptr)
            m_faults.add(pointer(), "a number that is too large", "a number below 1e308");
        else if (ended)
            m_faults.add(pointer(), "the end of the text at " + placeIn(m_text, byte - 1),
                         "the rest of the JSON (the file seems to be cut off)");
        else
            m_faults.add(pointer(), "text that is no JSON at " + placeIn(m_text, byte == 0 ? 0 : byte - 1),
                         "JSON in UTF-8");
        return false;
    }

private:
    struct Level {
        bool isArray = false;
        std::size_t next = 0; ///< index of the element that comes next
        std::string key;
        std::set<std::string> keys;
    };

    std::string pointer() const
    {
        std::string text;
        for (const Level& level : m_levels)
            text = level.isArray ? joinPointer(text, level.next) : joinPointer(text, level.key);
        return text;
    }

    bool step()
    {
        if (!m_levels.empty() && m_levels.back().isArray)
            ++m_levels.back().next;
        return true;
    }

    bool open(bool isArray)
    {
        if (m_levels.size() < kDeepest) {
            m_levels.push_back({isArray, 0, {}, {}});
            return true;
        }
        m_faults.add("", "arrays or objects nested deeper than " + std::to_string(kDeepest) + " levels",
                     "at most as many");
        return false;
    }

    bool close()
    {
        m_levels.pop_back();
        return step();
    }

    std::string_view m_text;
    Faults& m_faults;
    std::vector<Level> m_levels;
};

} // namespace

std::optional<Json> parse(std::string_view text, Faults& faults)
{
    Scan scan(text, faults);
    return Json::sax_parse(text, &scan) ? std::optional(Json::parse(text)) : std::nullopt;
}

} // namespace jackdaw::json
