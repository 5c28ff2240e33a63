// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace jackdaw::session {

/// Which rows of `events` are wanted: what follows SELECT … FROM, and its parameters, numbers first.
struct RowQuery {
    std::string where;
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
};

/// All events of the kinds named, in order.
RowQuery kindsAre(std::vector<std::string> kinds);
/// At most \p most of them, with sequence >= \p from.
RowQuery kindsAre(std::vector<std::string> kinds, std::uint64_t from, std::size_t most);

/// An event that cannot be read; what() names it.
struct UnreadableEvent : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws UnreadableEvent, and what SQLite throws.
std::vector<Event> readEvents(SQLite::Database& database, const RowQuery& query);

} // namespace jackdaw::session
