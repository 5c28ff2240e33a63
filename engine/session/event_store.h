// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace jackdaw::session {

/// Writes events into the tables of a session. The caller holds the transaction; throws what SQLite throws.
class EventStore {
public:
    explicit EventStore(SQLite::Database& database);
    ~EventStore();

    void put(const Event& event);
    void putWeights(const std::string& hash, const std::vector<std::uint8_t>& bytes);
    /// Ends a batch: what is kept once for the session is brought up to date.
    void finishBatch();

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
    Nanoseconds m_duration{0};
};

} // namespace jackdaw::session
