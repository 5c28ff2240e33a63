// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include "engine/session/event_json.h"
#include "engine/session/schema.h"
#include "engine/session/sqlite_errors.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace jackdaw::session {
namespace {

constexpr int kBusyMilliseconds = 2000;
/// The smallest page of SQLite: a file below it, or with a part of such a page at its end, was cut.
constexpr std::uintmax_t kSmallestPageBytes = 512;
constexpr const char* kColumns = "SELECT seq, time, name, payload FROM events JOIN kinds USING(kind) ";

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
        return fail(ErrorCode::Corrupt, file.string() + " is empty: it holds no session.",
                    "Copy the session again from where it was recorded.");
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

    Result<std::vector<Event>> select(const std::string& where, const std::vector<std::int64_t>& numbers,
                                      const std::vector<std::string>& texts);
    std::optional<std::int64_t> number(const char* query);
    Result<std::vector<std::uint8_t>> weights(const std::string& hash);
    template <class Work>
    auto guarded(Work&& work) -> decltype(work());

    SessionStarted started;

private:
    Status checkSize();
    Status checkSequence();
    Result<Event> readRow(SQLite::Statement& row) const;

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

Status SessionReader::Impl::checkSequence()
{
    const std::int64_t count = m_database.execAndGet("SELECT count(*) FROM events").getInt64();
    const std::int64_t last = m_database.execAndGet("SELECT coalesce(max(seq), -1) FROM events").getInt64();
    if (count == last + 1)
        return {};
    return fail(ErrorCode::Corrupt,
                m_file.string() + " is damaged: " + std::to_string(count) + " events are numbered up to "
                    + std::to_string(last) + '.',
                "Copy the session again from where it was recorded.");
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
        auto first = select("WHERE name = ? LIMIT 1", {}, {std::string(kindName(SessionStarted{}))});
        if (!first)
            return tl::unexpected(first.error());
        if (!first->empty())
            started = std::get<SessionStarted>(first->front().body);
        return {};
    });
}

Result<Event> SessionReader::Impl::readRow(SQLite::Statement& row) const
{
    const std::int64_t sequence = row.getColumn(0).getInt64();
    auto body = fromJson(row.getColumn(2).getString(), row.getColumn(3).getString());
    if (!body) {
        Error error = body.error();
        error.message = m_file.string() + ", event " + std::to_string(sequence) + ": " + error.message;
        return tl::unexpected(std::move(error));
    }
    return Event{Nanoseconds{row.getColumn(1).getInt64()}, static_cast<std::uint64_t>(sequence), *std::move(body)};
}

Result<std::vector<Event>> SessionReader::Impl::select(const std::string& where,
                                                       const std::vector<std::int64_t>& numbers,
                                                       const std::vector<std::string>& texts)
{
    return guarded([&]() -> Result<std::vector<Event>> {
        SQLite::Statement rows(m_database, kColumns + where);
        int index = 0;
        for (const std::int64_t value : numbers)
            rows.bind(++index, value);
        for (const std::string& value : texts)
            rows.bind(++index, value);
        std::vector<Event> events;
        while (rows.executeStep()) {
            Result<Event> event = readRow(rows);
            if (!event)
                return tl::unexpected(event.error());
            events.push_back(*std::move(event));
        }
        return events;
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

Result<std::vector<std::uint8_t>> SessionReader::Impl::weights(const std::string& hash)
{
    return guarded([&]() -> Result<std::vector<std::uint8_t>> {
        SQLite::Statement row(m_database, "SELECT bytes FROM weights WHERE hash = ?");
        row.bind(1, hash);
        if (!row.executeStep())
            return fail(ErrorCode::NotFound, m_file.string() + " holds no weights " + hash + '.',
                        "The run was cut off before they were stored; resume from older ones.");
        const SQLite::Column bytes = row.getColumn(0);
        const auto* first = static_cast<const std::uint8_t*>(bytes.getBlob());
        return std::vector<std::uint8_t>(first, first + bytes.getBytes());
    });
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
    return m_impl->select("WHERE seq >= ? ORDER BY seq LIMIT ?",
                          {static_cast<std::int64_t>(from), static_cast<std::int64_t>(most)}, {});
}

Result<std::vector<Event>> SessionReader::eventsOfKinds(const std::vector<std::string>& kinds)
{
    if (kinds.empty())
        return std::vector<Event>();
    std::string places = "?";
    for (std::size_t i = 1; i < kinds.size(); ++i)
        places += ", ?";
    return m_impl->select("WHERE kind IN (SELECT kind FROM kinds WHERE name IN (" + places + ")) ORDER BY seq", {},
                          kinds);
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

} // namespace jackdaw::session
