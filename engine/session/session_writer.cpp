// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include "engine/session/session_database.h"
#include "engine/session/sqlite_errors.h"
#include "engine/session/write_lock.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <span>
#include <thread>
#include <utility>

namespace jackdaw::session {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Events that may wait for the disk before append() waits.
constexpr std::size_t kQueueCapacity = 8192;
/// Telemetry is committed when so many events wait, or when the oldest of them waits this long.
constexpr std::size_t kBatchEvents = 500;
constexpr std::chrono::milliseconds kBatchAge{900};

/// Bytes of weights that may wait for the disk before putWeights() waits.
constexpr std::size_t kWeightsCapacity = 256U << 20U;

std::size_t sizeOf(const StoredWeights& weights)
{
    const auto add = [](std::size_t sum, const auto& part) { return sum + part.bytes.size(); };
    return std::accumulate(weights.parts.begin(), weights.parts.end(), std::size_t{0}, add);
}

struct QueuedWeights {
    std::size_t after = 0; ///< as many events of the inbox
    StoredWeights weights;
};

} // namespace

/// The queue is filled under m_mutex by whoever appends and emptied by the writer thread, which alone touches the
/// database.
class SessionWriter::Impl {
public:
    Impl(std::filesystem::path file, WriteLock lock, std::unique_ptr<SessionDatabase> database, std::uint64_t next) :
        m_file(std::move(file)), m_lock(std::move(lock)), m_database(std::move(database)), m_next(next),
        m_committed(next), m_thread([this] { runThread(); })
    {
    }

    ~Impl() { static_cast<void>(close()); }

    std::uint64_t append(Nanoseconds time, EventBody body, Until until);
    Status putWeights(StoredWeights weights, Until until);
    Status close();
    std::optional<Error> failure() const;
    void setListener(std::function<void(const Event&)> listener);

private:
    struct Inbox {
        std::vector<Event> events;
        std::vector<QueuedWeights> weights;
        std::size_t weightBytes = 0;
        bool closing = false;
    };

    void runThread();
    Inbox takeInbox(std::optional<SteadyTime> deadline);
    void tellListener(const std::vector<Event>& events);
    void flush(std::vector<Event>& batch);
    void commit(std::span<const Event> events);
    void writeWeights(Inbox& inbox, std::vector<Event>& batch);
    static void move(std::vector<Event>& from, std::size_t begin, std::size_t end, std::vector<Event>& to);
    void finish();
    template <class Work>
    Status guarded(Work&& work);
    Status statusNow() const;

    const std::filesystem::path m_file;
    std::optional<WriteLock> m_lock;
    std::unique_ptr<SessionDatabase> m_database;

    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_written;
    Inbox m_inbox;
    std::uint64_t m_next = 0; ///< sequence number of the next event
    std::uint64_t m_committed = 0; ///< all events below it are on disk
    std::uint64_t m_weightsQueued = 0;
    std::uint64_t m_weightsWritten = 0; ///< of those
    std::optional<Error> m_failure;

    std::mutex m_listenerMutex;
    std::function<void(const Event&)> m_listener;

    std::thread m_thread;
};

std::uint64_t SessionWriter::Impl::append(Nanoseconds time, EventBody body, Until until)
{
    const bool durable = until == Until::OnDisk && isTransition(body);
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [&] { return m_failure || m_next - m_committed < kQueueCapacity; });
    if (m_inbox.closing)
        return m_next;
    const std::uint64_t sequence = m_next++;
    m_inbox.events.push_back({time, sequence, std::move(body)});
    m_filled.notify_one();
    if (durable)
        m_written.wait(lock, [&] { return m_failure || m_committed > sequence; });
    return sequence;
}

Status SessionWriter::Impl::putWeights(StoredWeights weights, Until until)
{
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [&] { return m_failure || m_inbox.weightBytes < kWeightsCapacity; });
    if (m_failure)
        return tl::unexpected(*m_failure);
    if (m_inbox.closing)
        return fail(ErrorCode::Io, "The session " + m_file.string() + " is already closed.");
    m_inbox.weightBytes += sizeOf(weights);
    m_inbox.weights.push_back({m_inbox.events.size(), std::move(weights)});
    const std::uint64_t number = m_weightsQueued++;
    m_filled.notify_one();
    if (until == Until::OnDisk)
        m_written.wait(lock, [&] { return m_failure || m_weightsWritten > number; });
    return m_failure ? Status(tl::unexpected(*m_failure)) : Status();
}

Status SessionWriter::Impl::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_inbox.closing = true;
        m_filled.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
    return statusNow();
}

std::optional<Error> SessionWriter::Impl::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

Status SessionWriter::Impl::statusNow() const
{
    const std::optional<Error> error = failure();
    return error ? Status(tl::unexpected(*error)) : Status();
}

void SessionWriter::Impl::setListener(std::function<void(const Event&)> listener)
{
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

void SessionWriter::Impl::tellListener(const std::vector<Event>& events)
{
    const std::lock_guard lock(m_listenerMutex);
    if (!m_listener)
        return;
    for (const Event& event : events)
        m_listener(event);
}

SessionWriter::Impl::Inbox SessionWriter::Impl::takeInbox(std::optional<SteadyTime> deadline)
{
    std::unique_lock lock(m_mutex);
    const auto filled = [&] { return m_inbox.closing || !m_inbox.events.empty() || !m_inbox.weights.empty(); };
    if (deadline)
        m_filled.wait_until(lock, *deadline, filled);
    else
        m_filled.wait(lock, filled);
    Inbox taken = std::exchange(m_inbox, {});
    m_inbox.closing = taken.closing;
    m_written.notify_all();
    return taken;
}

/// The first error stays: what comes after it is not written, so that the file has no gaps.
template <class Work>
Status SessionWriter::Impl::guarded(Work&& work)
{
    if (Status before = statusNow(); !before)
        return before;
    try {
        work();
        return {};
    } catch (const std::exception& exception) {
        const std::lock_guard lock(m_mutex);
        m_failure = writeError(m_file, exception);
        m_written.notify_all();
        return tl::unexpected(*m_failure);
    }
}

void SessionWriter::Impl::flush(std::vector<Event>& batch)
{
    // In small transactions: where one fails, the fewest events are lost with it.
    for (std::span<const Event> rest = batch; !rest.empty();) {
        const auto part = rest.first(std::min(rest.size(), kBatchEvents));
        rest = rest.subspan(part.size());
        commit(part);
    }
    batch.clear();
}

void SessionWriter::Impl::commit(std::span<const Event> events)
{
    const bool durable =
        std::any_of(events.begin(), events.end(), [](const Event& event) { return isTransition(event.body); });
    static_cast<void>(guarded([&] { m_database->write(events, durable ? Durability::Full : Durability::Normal); }));
    const std::lock_guard lock(m_mutex);
    m_committed = events.back().sequence + 1;
    m_written.notify_all();
}

/// In the order in which events and weights came.
void SessionWriter::Impl::writeWeights(Inbox& inbox, std::vector<Event>& batch)
{
    std::size_t taken = 0;
    for (const QueuedWeights& queued : inbox.weights) {
        move(inbox.events, taken, queued.after, batch);
        taken = queued.after;
        flush(batch);
        static_cast<void>(guarded([&] { m_database->writeWeights(queued.weights); }));
        const std::lock_guard lock(m_mutex);
        ++m_weightsWritten;
        m_written.notify_all();
    }
    inbox.events.erase(inbox.events.begin(), inbox.events.begin() + static_cast<std::ptrdiff_t>(taken));
}

void SessionWriter::Impl::move(std::vector<Event>& from, std::size_t begin, std::size_t end, std::vector<Event>& to)
{
    for (std::size_t i = begin; i < end; ++i)
        to.push_back(std::move(from[i]));
}

void SessionWriter::Impl::finish()
{
    static_cast<void>(guarded([&] { m_database->fold(); }));
    m_database.reset();
    m_lock.reset();
}

void SessionWriter::Impl::runThread()
{
    std::vector<Event> batch;
    std::optional<SteadyTime> deadline;
    bool closing = false;
    while (!closing) {
        Inbox inbox = takeInbox(deadline);
        closing = inbox.closing;
        tellListener(inbox.events);
        writeWeights(inbox, batch);
        if (!inbox.events.empty() && batch.empty())
            deadline = std::chrono::steady_clock::now() + kBatchAge;
        const bool urgent = closing || std::any_of(inbox.events.begin(), inbox.events.end(), [](const Event& event) {
                                return isTransition(event.body);
                            });
        move(inbox.events, 0, inbox.events.size(), batch);
        if (urgent || batch.size() >= kBatchEvents || (deadline && std::chrono::steady_clock::now() >= *deadline)) {
            flush(batch);
            deadline.reset();
        }
    }
    finish();
}

SessionWriter::SessionWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

SessionWriter::~SessionWriter() = default;

Result<std::unique_ptr<SessionWriter>> SessionWriter::create(const std::filesystem::path& file, KeptModels kept)
{
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return fail(ErrorCode::InvalidInput, "The session file " + file.string() + " is already there.",
                    "Choose another name, or resume that session.");
    auto lock = WriteLock::take(file);
    if (!lock)
        return tl::unexpected(lock.error());
    try {
        auto database = SessionDatabase::create(file, kept);
        return std::unique_ptr<SessionWriter>(
            new SessionWriter(std::make_unique<Impl>(file, *std::move(lock), std::move(database), 0)));
    } catch (const std::exception& exception) {
        return tl::unexpected(writeError(file, exception));
    }
}

Result<std::unique_ptr<SessionWriter>> SessionWriter::resume(const std::filesystem::path& file, KeptModels kept)
{
    // The reader knows every way in which a file can be wrong.
    if (const auto reader = SessionReader::open(file); !reader)
        return tl::unexpected(reader.error());
    auto lock = WriteLock::take(file);
    if (!lock)
        return tl::unexpected(lock.error());
    try {
        auto database = SessionDatabase::open(file, kept);
        if (!database)
            return tl::unexpected(database.error());
        const std::optional<std::uint64_t> next = (*database)->nextSequence();
        if (!next)
            return fail(ErrorCode::InvalidInput,
                        "The session " + file.string() + " came to its end: it was not cut off.",
                        "Start a new session.");
        return std::unique_ptr<SessionWriter>(
            new SessionWriter(std::make_unique<Impl>(file, *std::move(lock), *std::move(database), *next)));
    } catch (const std::exception& exception) {
        return tl::unexpected(writeError(file, exception));
    }
}

std::uint64_t SessionWriter::append(Nanoseconds time, EventBody body, Until until)
{
    return m_impl->append(time, std::move(body), until);
}

Status SessionWriter::putWeights(StoredWeights weights, Until until)
{
    return m_impl->putWeights(std::move(weights), until);
}

Status SessionWriter::close()
{
    return m_impl->close();
}

std::optional<Error> SessionWriter::failure() const
{
    return m_impl->failure();
}

void SessionWriter::setListener(std::function<void(const Event&)> listener)
{
    m_impl->setListener(std::move(listener));
}

} // namespace jackdaw::session
