// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/stored_weights.h"

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
    void putWeights(const StoredWeights& weights);
    /// Removes the parts that no other model has; that the model was there stays known.
    void forgetWeights(const std::string& hash);
    /// Ends a batch: what is kept once for the session is brought up to date.
    void finishBatch();

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
    Nanoseconds m_duration{0};
};

} // namespace jackdaw::session
