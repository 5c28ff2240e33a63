// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/json_document.h"

#include <algorithm>
#include <functional>
#include <set>

namespace jackdaw::datasets {

namespace {

using nlohmann::json;

/// No scenario is nested deeper than five levels; text that is was made to hurt.
constexpr std::size_t kDeepest = 64;
struct TooDeep { };

/// Follows the parser through the text, so that a fault that the parser finds gets a JSON pointer.
class Position {
public:
    bool operator()(int /*depth*/, json::parse_event_t event, const json& parsed)
    {
        switch (event) {
        case json::parse_event_t::object_start: open(false); break;
        case json::parse_event_t::array_start: open(true); break;
        case json::parse_event_t::key: enterKey(parsed.get<std::string>()); break;
        case json::parse_event_t::value: step(); break;
        default: close(); break;
        }
        return true;
    }

    std::string pointer() const
    {
        std::string text;
        for (const Level& level : m_levels)
            text = level.isArray ? joinPointer(text, level.next) : joinPointer(text, level.key);
        return text;
    }

    const std::vector<std::string>& repeatedKeys() const { return m_repeated; }

private:
    struct Level {
        bool isArray = false;
        std::size_t next = 0; ///< index of the element that comes next
        std::string key;
        std::set<std::string> keys;
    };

    void step()
    {
        if (!m_levels.empty() && m_levels.back().isArray)
            ++m_levels.back().next;
    }

    void open(bool isArray)
    {
        if (m_levels.size() == kDeepest)
            throw TooDeep{};
        m_levels.push_back({isArray, 0, {}, {}});
    }

    void close()
    {
        m_levels.pop_back();
        step();
    }

    void enterKey(std::string key)
    {
        m_levels.back().key = key;
        if (!m_levels.back().keys.insert(std::move(key)).second)
            m_repeated.push_back(pointer());
    }

    std::vector<Level> m_levels;
    std::vector<std::string> m_repeated;
};

std::string place(std::string_view text, std::size_t offset)
{
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n');
    const auto column = lineStart == std::string_view::npos ? before.size() + 1 : before.size() - lineStart;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

} // namespace

std::optional<json> parseDocument(std::string_view text, Faults& faults)
{
    Position position;
    try {
        auto document = json::parse(text, std::ref(position));
        for (const auto& pointer : position.repeatedKeys())
            faults.add(pointer, "the same key twice", "each key once");
        return document;
    } catch (const json::parse_error& error) {
        const bool ended = error.byte > text.size();
        faults.add(position.pointer(),
                   (ended ? "the end of the text at " : "text that is no JSON at ")
                       + place(text, error.byte == 0 ? 0 : error.byte - 1),
                   ended ? "the rest of a JSON object (the file seems to be cut off)" : "JSON in UTF-8");
    } catch (const TooDeep&) {
        faults.add("", "arrays or objects nested deeper than " + std::to_string(kDeepest) + " levels", "a scenario");
    } catch (const json::exception&) {
        faults.add(position.pointer(), "a number that is too large", "a number below 1e308");
    }
    return std::nullopt;
}

} // namespace jackdaw::datasets
