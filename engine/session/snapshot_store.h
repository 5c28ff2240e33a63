// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_state.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <optional>

namespace SQLite {
class Database;
}

namespace jackdaw::session {

/// A snapshot is written after every so many events: what a seek has to play at most.
inline constexpr std::uint64_t kSnapshotEvents = 1024;

/// Stores the state before the event numbered \p sequence. Most of its pieces are there already, from the snapshots
/// before. The caller holds the transaction; throws what SQLite throws.
void writeSnapshot(SQLite::Database& database, std::uint64_t sequence, const SessionState& state);

/// The newest snapshot of this program's layout of which no event is later than \p instant; nothing if there is none
/// or it cannot be read. Throws what SQLite throws.
std::optional<StateSnapshot> readSnapshot(SQLite::Database& database, Nanoseconds instant);

} // namespace jackdaw::session
