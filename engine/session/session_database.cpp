// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_database.h"

#include "engine/session/event_rows.h"
#include "engine/session/schema.h"
#include "engine/session/snapshot_store.h"
#include "engine/session/sqlite_errors.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr std::size_t kEventsAtOnce = 4096;
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

SessionDatabase::SessionDatabase(const std::filesystem::path& file, int flags, KeptModels kept) :
    m_log(file.string() + "-wal"),
    m_database(std::make_unique<SQLite::Database>(file.string(), flags, kBusyMilliseconds))
{
    if (kept == KeptModels::Landmarks)
        m_models.emplace();
}

SessionDatabase::~SessionDatabase() = default;

std::unique_ptr<SessionDatabase> SessionDatabase::create(const std::filesystem::path& file, KeptModels kept)
{
    std::unique_ptr<SessionDatabase> session(
        new SessionDatabase(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kept));
    createSchema(*session->m_database);
    session->prepare();
    return session;
}

Result<std::unique_ptr<SessionDatabase>> SessionDatabase::open(const std::filesystem::path& file, KeptModels kept)
{
    std::unique_ptr<SessionDatabase> session(new SessionDatabase(file, SQLite::OPEN_READWRITE, kept));
    if (const Status format = checkFormat(*session->m_database, file); !format)
        return tl::unexpected(format.error());
    migrate(*session->m_database);
    session->prepare();
    session->recallModels();
    session->recallState();
    return session;
}

void SessionDatabase::prepare()
{
    openLog(*m_database);
    m_store = std::make_unique<EventStore>(*m_database);
}

/// What the shelf would know had it seen the session so far. Models that no event names were stored just before the
/// cut.
void SessionDatabase::recallModels()
{
    if (!m_models)
        return;
    for (const Event& event : readEvents(*m_database, kindsAre(ModelShelf::kinds())))
        m_models->take(event.body);
    std::vector<std::string> left;
    SQLite::Statement model(*m_database, "SELECT hash FROM models WHERE kept");
    while (model.executeStep())
        if (!m_models->keeps(model.getColumn(0).getString()))
            left.push_back(model.getColumn(0).getString());
    SQLite::Transaction transaction(*m_database);
    for (const std::string& hash : left)
        m_store->forgetWeights(hash);
    transaction.commit();
}

/// Sessions of older versions have no snapshots: they are read from their first event on.
void SessionDatabase::recallState()
{
    std::uint64_t next = 0;
    if (auto snapshot = readSnapshot(*m_database, Nanoseconds::max())) {
        next = snapshot->next;
        m_state.restore(*snapshot->state);
    }
    for (std::size_t got = kEventsAtOnce; got == kEventsAtOnce; next += got) {
        const RowQuery rows{"WHERE seq >= ? ORDER BY seq LIMIT ?",
                            {static_cast<std::int64_t>(next), static_cast<std::int64_t>(kEventsAtOnce)},
                            {}};
        const std::vector<Event> events = readEvents(*m_database, rows);
        for (const Event& event : events)
            m_state.apply(event);
        got = events.size();
    }
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
        take(event);
    m_store->finishBatch();
    transaction.commit();
    checkpointIfGrown();
}

void SessionDatabase::take(const Event& event)
{
    m_store->put(event);
    if (m_models)
        for (const std::string& hash : m_models->take(event.body))
            m_store->forgetWeights(hash);
    m_state.apply(event);
    if (const std::uint64_t next = event.sequence + 1; next % kSnapshotEvents == 0)
        writeSnapshot(*m_database, next, m_state.state());
}

void SessionDatabase::writeWeights(const StoredWeights& weights)
{
    setDurability(Durability::Full);
    SQLite::Transaction transaction(*m_database);
    m_store->putWeights(weights);
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
