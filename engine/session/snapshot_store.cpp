// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/snapshot_store.h"

#include "engine/base/content_hash.h"
#include "engine/session/state_bytes.h"

#include <cstring>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

using Bytes = std::vector<std::uint8_t>;
using PieceIds = std::vector<std::uint32_t>;

void bindBytes(SQLite::Statement& statement, int index, std::span<const std::uint8_t> bytes)
{
    statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

PieceIds putPieces(SQLite::Database& database, std::span<const std::uint8_t> bytes)
{
    SQLite::Statement find(database, "SELECT id FROM snapshot_pieces WHERE hash = ?");
    SQLite::Statement insert(database, "INSERT INTO snapshot_pieces(hash, bytes) VALUES(?, ?)");
    PieceIds ids;
    for (const auto piece : cutByContent(bytes)) {
        const std::string hash = contentAddress(piece);
        find.bind(1, hash);
        if (find.executeStep()) {
            ids.push_back(find.getColumn(0).getUInt());
        } else {
            insert.bind(1, hash);
            bindBytes(insert, 2, piece);
            insert.exec();
            insert.reset();
            ids.push_back(static_cast<std::uint32_t>(database.getLastInsertRowid()));
        }
        find.reset();
    }
    return ids;
}

Bytes joinPieces(SQLite::Database& database, const SQLite::Column& pieces)
{
    PieceIds ids(static_cast<std::size_t>(pieces.getBytes()) / sizeof(std::uint32_t));
    if (!ids.empty())
        std::memcpy(ids.data(), pieces.getBlob(), ids.size() * sizeof(std::uint32_t));
    SQLite::Statement find(database, "SELECT bytes FROM snapshot_pieces WHERE id = ?");
    Bytes bytes;
    for (const std::uint32_t id : ids) {
        find.bind(1, id);
        if (!find.executeStep())
            return {};
        const SQLite::Column piece = find.getColumn(0);
        const auto* first = static_cast<const std::uint8_t*>(piece.getBlob());
        bytes.insert(bytes.end(), first, first + piece.getBytes());
        find.reset();
    }
    return bytes;
}

} // namespace

void writeSnapshot(SQLite::Database& database, std::uint64_t sequence, const SessionState& state)
{
    const Bytes bytes = toBytes(state);
    const PieceIds ids = putPieces(database, bytes);
    SQLite::Statement row(database, "INSERT OR REPLACE INTO snapshots VALUES(?, ?, ?, ?, ?)");
    row.bind(1, static_cast<std::int64_t>(sequence));
    row.bind(2, static_cast<std::int64_t>(state.time.count()));
    row.bind(3, stateLayout());
    row.bind(4, contentAddress(bytes));
    bindBytes(row, 5, {reinterpret_cast<const std::uint8_t*>(ids.data()), ids.size() * sizeof(std::uint32_t)});
    row.exec();
}

std::optional<StateSnapshot> readSnapshot(SQLite::Database& database, Nanoseconds instant)
{
    SQLite::Statement row(database,
                          "SELECT seq, hash, pieces FROM snapshots WHERE time <= ? AND layout = ? ORDER BY seq DESC "
                          "LIMIT 1");
    row.bind(1, static_cast<std::int64_t>(instant.count()));
    row.bind(2, stateLayout());
    if (!row.executeStep())
        return std::nullopt;
    const Bytes bytes = joinPieces(database, row.getColumn(2));
    if (contentAddress(bytes) != row.getColumn(1).getString())
        return std::nullopt;
    auto state = stateFromBytes(bytes);
    if (!state)
        return std::nullopt;
    return StateSnapshot{static_cast<std::uint64_t>(row.getColumn(0).getInt64()),
                         std::make_shared<const SessionState>(*std::move(state))};
}

} // namespace jackdaw::session
