// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_model.h"
#include "engine/base/result.h"
#include "engine/session/event_store.h"
#include "engine/session/model_shelf.h"
#include "engine/session/session_file.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace jackdaw::session {

/// How long a commit must outlive: the process, or the machine's power.
enum class Durability { Normal, Full };

/// The one connection that writes and checkpoints a session. Used by one thread at a time; its functions throw what
/// SQLite throws.
class SessionDatabase {
public:
    /// An empty session in a new file.
    static std::unique_ptr<SessionDatabase> create(const std::filesystem::path& file, KeptModels kept);
    /// A session that is there. Older formats are migrated.
    static Result<std::unique_ptr<SessionDatabase>> open(const std::filesystem::path& file, KeptModels kept);
    ~SessionDatabase();

    /// The sequence number that comes next, or nothing if the session has its SessionClosed.
    std::optional<std::uint64_t> nextSequence();

    /// Commits \p events in one transaction, and checkpoints when the log has grown.
    void write(std::span<const Event> events, Durability durability);
    void writeWeights(const StoredWeights& weights);

    /// Folds the log into the file and removes it, so that the session is one file. Where a reader holds the file open,
    /// the log stays beside it, empty.
    void fold();

private:
    SessionDatabase(const std::filesystem::path& file, int flags, KeptModels kept);

    void prepare();
    void recallModels();
    void recallState();
    void take(const Event& event);
    void setDurability(Durability durability);
    void checkpointIfGrown();

    std::filesystem::path m_log;
    std::unique_ptr<SQLite::Database> m_database;
    std::unique_ptr<EventStore> m_store;
    SessionModel m_state; ///< what views show after the newest event
    std::optional<ModelShelf> m_models; ///< none where all models are kept
    Durability m_durability = Durability::Normal;
};

} // namespace jackdaw::session
