// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include "engine/base/content_hash.h"
#include "engine/session/event_kinds.h"
#include "engine/session/event_rows.h"
#include "engine/session/schema.h"
#include "engine/session/snapshot_store.h"
#include "engine/session/sqlite_errors.h"
#include "engine/session/write_lock.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <array>
#include <cstdio>

namespace jackdaw::session {
namespace {

constexpr int kBusyMilliseconds = 2000;
/// The smallest page of SQLite: a file below it, or with a part of such a page at its end, was cut.
constexpr std::uintmax_t kSmallestPageBytes = 512;
constexpr const char* kCopyAgain = "Copy the session again from where it was recorded.";

std::string secondsText(Nanoseconds time)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f s", toSeconds(time));
    return text.data();
}

Status checkFile(const std::filesystem::path& file)
{
    std::error_code missing;
    if (std::filesystem::is_directory(file, missing))
        return fail(ErrorCode::InvalidInput, file.string() + " is a folder, not a session file.",
                    "Name a file that a run wrote (usually named *.jackdaw).");
    if (!std::filesystem::is_regular_file(file, missing))
        return fail(ErrorCode::NotFound, "The session file " + file.string() + " is not there.",
                    "Check the file's name and folder.");
    const std::uintmax_t size = std::filesystem::file_size(file, missing);
    if (size == 0)
        return fail(ErrorCode::Corrupt, file.string() + " is empty: it holds no session.", kCopyAgain);
    return {};
}

} // namespace

class SessionReader::Impl {
public:
    explicit Impl(const std::filesystem::path& file) :
        m_file(file), m_database(file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds)
    {
        // The writer is the only one that checkpoints.
        sqlite3_db_config(m_database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }

    /// Everything that can be known about the file without reading all of it.
    Status check();

    Result<std::vector<Event>> select(const RowQuery& query);
    std::optional<std::int64_t> number(const char* query);
    Result<std::vector<std::uint8_t>> weights(const std::string& hash);
    bool holdsWeights(const std::string& hash);
    Result<SessionEnding> ending();
    std::optional<StateSnapshot> snapshotBefore(Nanoseconds instant);
    template <class Work>
    auto guarded(Work&& work) -> decltype(work());

    SessionStarted started;

private:
    Status checkSize();
    Status checkSequence();
    Error noEvents() const;
    std::optional<std::vector<std::uint8_t>> storedBytes(const std::string& hash);
    bool wasForgotten(const std::string& hash);
    Error missingWeights(const std::string& hash);
    std::string whoseWeights(const std::string& hash);

    std::filesystem::path m_file;
    SQLite::Database m_database;
};

template <class Work>
auto SessionReader::Impl::guarded(Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::exception& exception) {
        return tl::unexpected(readError(m_file, exception));
    }
}

Status SessionReader::Impl::checkSize()
{
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(m_file, ignored);
    std::filesystem::path log = m_file;
    log += "-wal";
    const bool folded = !std::filesystem::exists(log, ignored);
    if (folded && size % kSmallestPageBytes != 0)
        return tl::unexpected(truncatedError(m_file));
    return {};
}

/// Two queries of a session that is being written see the same events only within one transaction.
Status SessionReader::Impl::checkSequence()
{
    const SQLite::Transaction snapshot(m_database);
    const std::int64_t count = m_database.execAndGet("SELECT count(*) FROM events").getInt64();
    const std::int64_t last = m_database.execAndGet("SELECT coalesce(max(seq), -1) FROM events").getInt64();
    if (count == 0)
        return tl::unexpected(noEvents());
    if (count == last + 1)
        return {};
    return fail(ErrorCode::Corrupt,
                m_file.string() + " is damaged: " + std::to_string(count) + " events are numbered up to "
                    + std::to_string(last) + '.',
                kCopyAgain);
}

Error SessionReader::Impl::noEvents() const
{
    if (WriteLock::isHeld(m_file))
        return {ErrorCode::NotFound,
                m_file.string() + " holds no events yet: its run is just starting.",
                "Try again in a moment.",
                {}};
    return {ErrorCode::Corrupt,
            m_file.string() + " holds no events. It was cut off before the first one, or copied without the file "
                + m_file.filename().string() + "-wal beside it while the run went on.",
            "Copy the session again, together with that file or after the run has ended.",
            {}};
}

Status SessionReader::Impl::check()
{
    return guarded([&]() -> Status {
        if (Status format = checkFormat(m_database, m_file); !format)
            return format;
        if (Status size = checkSize(); !size)
            return size;
        if (Status sequence = checkSequence(); !sequence)
            return sequence;
        auto first = select({"WHERE name = ? LIMIT 1", {}, {std::string(kindName(SessionStarted{}))}});
        if (!first)
            return tl::unexpected(first.error());
        if (!first->empty())
            started = std::get<SessionStarted>(first->front().body);
        return {};
    });
}

Result<std::vector<Event>> SessionReader::Impl::select(const RowQuery& query)
{
    return guarded([&]() -> Result<std::vector<Event>> {
        try {
            return readEvents(m_database, query);
        } catch (const UnreadableEvent& unreadable) {
            return fail(ErrorCode::Corrupt, m_file.string() + ", " + unreadable.what());
        }
    });
}

std::optional<std::int64_t> SessionReader::Impl::number(const char* query)
{
    try {
        return m_database.execAndGet(query).getInt64();
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

/// Nothing where the session holds no part of them.
std::optional<std::vector<std::uint8_t>> SessionReader::Impl::storedBytes(const std::string& hash)
{
    const char* query = formatOf(m_database) == 1
        ? "SELECT bytes FROM weights WHERE hash = ?"
        : "SELECT bytes FROM model_parts JOIN blobs ON blob = blobs.id WHERE model = ? ORDER BY position";
    SQLite::Statement part(m_database, query);
    part.bind(1, hash);
    std::optional<std::vector<std::uint8_t>> bytes;
    while (part.executeStep()) {
        const SQLite::Column column = part.getColumn(0);
        const auto* first = static_cast<const std::uint8_t*>(column.getBlob());
        if (!bytes)
            bytes.emplace();
        bytes->insert(bytes->end(), first, first + column.getBytes());
    }
    return bytes;
}

/// "weights HASH of camera NAME", as far as the session says whose they are.
std::string SessionReader::Impl::whoseWeights(const std::string& hash)
{
    SQLite::Statement camera(
        m_database,
        "SELECT coalesce(media_sources.name, 'number ' || camera) FROM events JOIN kinds "
        "USING(kind) LEFT JOIN media_sources USING(camera) WHERE kinds.name = 'WeightsSwapped' AND "
        "instr(payload, ?) LIMIT 1");
    camera.bind(1, hash);
    const std::string words = "weights " + hash;
    return camera.executeStep() ? words + " of camera " + camera.getColumn(0).getString() : words;
}

/// Format 1 kept all models.
bool SessionReader::Impl::wasForgotten(const std::string& hash)
{
    if (formatOf(m_database) == 1)
        return false;
    SQLite::Statement known(m_database, "SELECT 1 FROM models WHERE hash = ? AND NOT kept");
    known.bind(1, hash);
    return known.executeStep();
}

Error SessionReader::Impl::missingWeights(const std::string& hash)
{
    if (wasForgotten(hash))
        return {ErrorCode::NotFound,
                "The model is not kept: " + m_file.string() + " no longer holds the " + whoseWeights(hash) + '.',
                "A session keeps each camera's first and newest model, and those that served when a note was written.",
                {}};
    return {ErrorCode::NotFound,
            m_file.string() + " holds no " + whoseWeights(hash) + '.',
            "The run was cut off before they were stored; resume from older ones.",
            {}};
}

Result<std::vector<std::uint8_t>> SessionReader::Impl::weights(const std::string& hash)
{
    return guarded([&]() -> Result<std::vector<std::uint8_t>> {
        const SQLite::Transaction snapshot(m_database);
        auto bytes = storedBytes(hash);
        if (!bytes)
            return tl::unexpected(missingWeights(hash));
        if (contentAddress(*bytes) != hash)
            return fail(ErrorCode::Corrupt,
                        m_file.string() + " is damaged: the " + whoseWeights(hash) + " are not what was stored.",
                        kCopyAgain);
        return *std::move(bytes);
    });
}

Result<SessionEnding> SessionReader::Impl::ending()
{
    // Asked first: what ends meanwhile has written its end before it gives up the lock.
    const bool held = WriteLock::isHeld(m_file);
    const auto last = select({"ORDER BY seq DESC LIMIT 1", {}, {}});
    if (!last)
        return tl::unexpected(last.error());
    if (const auto* closed = last->empty() ? nullptr : std::get_if<SessionClosed>(&last->front().body))
        return SessionEnding{SessionEnding::State::Closed, *closed, closed->reason};
    if (held)
        return SessionEnding{SessionEnding::State::BeingWritten, std::nullopt,
                             "not closed: being written by another run, which goes on"};
    const std::string where =
        last->empty() ? std::string("before its first event") : "after " + secondsText(last->front().time);
    return SessionEnding{SessionEnding::State::CutOff, std::nullopt,
                         "not closed: the run was cut off " + where + ", or its disk was full"};
}

bool SessionReader::Impl::holdsWeights(const std::string& hash)
{
    try {
        SQLite::Statement part(m_database,
                               formatOf(m_database) == 1 ? "SELECT 1 FROM weights WHERE hash = ?"
                                                         : "SELECT 1 FROM model_parts WHERE model = ? LIMIT 1");
        part.bind(1, hash);
        return part.executeStep();
    } catch (const std::exception&) {
        return false;
    }
}

/// A snapshot only saves time: where it cannot be read, events say the same.
std::optional<StateSnapshot> SessionReader::Impl::snapshotBefore(Nanoseconds instant)
{
    try {
        return readSnapshot(m_database, instant);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

SessionReader::SessionReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

SessionReader::~SessionReader() = default;

Result<std::unique_ptr<SessionReader>> SessionReader::open(const std::filesystem::path& file)
{
    if (const Status status = checkFile(file); !status)
        return tl::unexpected(status.error());
    try {
        auto impl = std::make_unique<Impl>(file);
        if (const Status status = impl->check(); !status)
            return tl::unexpected(status.error());
        return std::unique_ptr<SessionReader>(new SessionReader(std::move(impl)));
    } catch (const std::exception& exception) {
        return tl::unexpected(readError(file, exception));
    }
}

Result<std::vector<Event>> SessionReader::events(std::uint64_t from, std::size_t most)
{
    return m_impl->select({"WHERE seq >= ? ORDER BY seq LIMIT ?",
                           {static_cast<std::int64_t>(from), static_cast<std::int64_t>(most)},
                           {}});
}

Result<std::vector<Event>> SessionReader::eventsOfKinds(const std::vector<std::string>& kinds)
{
    auto events = m_impl->select(kindsAre(kinds));
    if (events)
        std::erase_if(*events, [](const Event& event) { return std::holds_alternative<UnknownEvent>(event.body); });
    return events;
}

Result<std::vector<Event>> SessionReader::eventsOfKinds(const std::vector<std::string>& kinds, std::uint64_t from,
                                                        std::size_t most)
{
    return m_impl->select(kindsAre(kinds, from, most));
}

SessionStarted SessionReader::started() const
{
    return m_impl->started;
}

bool SessionReader::isComplete() const
{
    return m_impl->number("SELECT name = 'SessionClosed' FROM events JOIN kinds USING(kind) ORDER BY seq DESC LIMIT 1")
               .value_or(0)
        != 0;
}

Result<SessionEnding> SessionReader::ending()
{
    return m_impl->ending();
}

std::optional<StateSnapshot> SessionReader::snapshotBefore(Nanoseconds instant)
{
    return m_impl->snapshotBefore(instant);
}

Nanoseconds SessionReader::duration() const
{
    return Nanoseconds{m_impl->number("SELECT duration FROM summary").value_or(0)};
}

std::uint64_t SessionReader::eventCount() const
{
    return static_cast<std::uint64_t>(m_impl->number("SELECT coalesce(max(seq), -1) + 1 FROM events").value_or(0));
}

Result<std::vector<std::uint8_t>> SessionReader::weights(const std::string& hash)
{
    return m_impl->weights(hash);
}

bool SessionReader::holdsWeights(const std::string& hash)
{
    return m_impl->holdsWeights(hash);
}

} // namespace jackdaw::session
