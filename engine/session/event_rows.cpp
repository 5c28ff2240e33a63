// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_rows.h"

#include "engine/session/event_json.h"
#include "engine/session/payload_text.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

constexpr const char* kColumns = "SELECT seq, time, name, payload FROM events JOIN kinds USING(kind) ";

std::string payloadOf(const SQLite::Column& column, const std::string& event)
{
    if (!column.isBlob())
        return column.getString();
    const auto* first = static_cast<const std::uint8_t*>(column.getBlob());
    auto text = decompress({first, static_cast<std::size_t>(column.getBytes())});
    if (!text)
        throw UnreadableEvent(event + "its compressed payload is damaged.");
    return *std::move(text);
}

Event readRow(SQLite::Statement& row)
{
    const std::int64_t sequence = row.getColumn(0).getInt64();
    const std::string name = "event " + std::to_string(sequence) + ": ";
    auto body = fromJson(row.getColumn(2).getString(), payloadOf(row.getColumn(3), name));
    if (!body)
        throw UnreadableEvent(name + body.error().message);
    return Event{Nanoseconds{row.getColumn(1).getInt64()}, static_cast<std::uint64_t>(sequence), *std::move(body)};
}

} // namespace

RowQuery kindsAre(std::vector<std::string> kinds)
{
    std::string places;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        places += i == 0 ? "?" : ", ?";
    return {"WHERE kind IN (SELECT kind FROM kinds WHERE name IN (" + places + ")) ORDER BY seq", {}, std::move(kinds)};
}

RowQuery kindsAre(std::vector<std::string> kinds, std::uint64_t from, std::size_t most)
{
    RowQuery query = kindsAre(std::move(kinds));
    // Numbers are bound before texts.
    query.where.replace(0, std::string_view("WHERE").size(), "WHERE seq >= ? AND");
    query.where += " LIMIT " + std::to_string(most);
    query.numbers.push_back(static_cast<std::int64_t>(from));
    return query;
}

std::vector<Event> readEvents(SQLite::Database& database, const RowQuery& query)
{
    SQLite::Statement rows(database, kColumns + query.where);
    int index = 0;
    for (const std::int64_t value : query.numbers)
        rows.bind(++index, value);
    for (const std::string& value : query.texts)
        rows.bind(++index, value);
    std::vector<Event> events;
    while (rows.executeStep())
        events.push_back(readRow(rows));
    return events;
}

} // namespace jackdaw::session
