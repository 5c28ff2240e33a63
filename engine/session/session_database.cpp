// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_database.h"

#include "engine/session/schema.h"
#include "engine/session/sqlite_errors.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

constexpr int kBusyMilliseconds = 5000;
/// Readers search the log: beyond this size it is folded into the file.
constexpr std::uintmax_t kLogLimitBytes = 8U << 20U;

void openLog(SQLite::Database& database)
{
    database.execAndGet("PRAGMA journal_mode = WAL");
    // This connection checkpoints, when it says so and no other does (WAL-reset fault of SQLite < 3.51.3).
    database.execAndGet("PRAGMA wal_autocheckpoint = 0");
    database.exec("PRAGMA synchronous = NORMAL");
}

} // namespace

SessionDatabase::SessionDatabase(const std::filesystem::path& file, int flags) :
    m_log(file.string() + "-wal"),
    m_database(std::make_unique<SQLite::Database>(file.string(), flags, kBusyMilliseconds))
{
}

SessionDatabase::~SessionDatabase() = default;

std::unique_ptr<SessionDatabase> SessionDatabase::create(const std::filesystem::path& file)
{
    std::unique_ptr<SessionDatabase> session(new SessionDatabase(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE));
    createSchema(*session->m_database);
    openLog(*session->m_database);
    session->m_store = std::make_unique<EventStore>(*session->m_database);
    return session;
}

Result<std::unique_ptr<SessionDatabase>> SessionDatabase::open(const std::filesystem::path& file)
{
    std::unique_ptr<SessionDatabase> session(new SessionDatabase(file, SQLite::OPEN_READWRITE));
    if (const Status format = checkFormat(*session->m_database, file); !format)
        return tl::unexpected(format.error());
    migrate(*session->m_database);
    openLog(*session->m_database);
    session->m_store = std::make_unique<EventStore>(*session->m_database);
    return session;
}

std::optional<std::uint64_t> SessionDatabase::nextSequence()
{
    SQLite::Statement last(*m_database,
                           "SELECT seq, name FROM events JOIN kinds USING(kind) ORDER BY seq DESC LIMIT 1");
    if (!last.executeStep())
        return 0;
    if (last.getColumn(1).getString() == kindName(SessionClosed{}))
        return std::nullopt;
    return static_cast<std::uint64_t>(last.getColumn(0).getInt64()) + 1;
}

void SessionDatabase::setDurability(Durability durability)
{
    if (durability == m_durability)
        return;
    m_database->exec(durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_durability = durability;
}

void SessionDatabase::write(std::span<const Event> events, Durability durability)
{
    setDurability(durability);
    SQLite::Transaction transaction(*m_database);
    for (const Event& event : events)
        m_store->put(event);
    m_store->finishBatch();
    transaction.commit();
    checkpointIfGrown();
}

void SessionDatabase::writeWeights(const std::string& hash, const std::vector<std::uint8_t>& bytes)
{
    setDurability(Durability::Full);
    SQLite::Transaction transaction(*m_database);
    m_store->putWeights(hash, bytes);
    transaction.commit();
    checkpointIfGrown();
}

void SessionDatabase::checkpointIfGrown()
{
    std::error_code missing;
    const std::uintmax_t size = std::filesystem::file_size(m_log, missing);
    if (!missing && size > kLogLimitBytes)
        SQLite::Statement(*m_database, "PRAGMA wal_checkpoint(PASSIVE)").executeStep();
}

void SessionDatabase::fold()
{
    setDurability(Durability::Full);
    m_store.reset();
    SQLite::Statement(*m_database, "PRAGMA wal_checkpoint(PASSIVE)").executeStep();
    // Readers keep the log from being removed: not waiting for them, and not an error.
    m_database->setBusyTimeout(0);
    try {
        SQLite::Statement(*m_database, "PRAGMA journal_mode = DELETE").executeStep();
    } catch (const SQLite::Exception&) {
        return;
    }
}

} // namespace jackdaw::session
