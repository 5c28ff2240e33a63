// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_pages.h"

#include <algorithm>
#include <utility>

namespace jackdaw::session {
namespace {

constexpr std::uint64_t kPagesAhead = 16;
/// 100 000 events, some ten to a hundred megabytes.
constexpr std::size_t kPagesKept = 400;

} // namespace

EventPages::EventPages(std::unique_ptr<SessionReader> reader) :
    m_reader(std::move(reader)), m_eventCount(m_reader->eventCount()),
    m_readable((m_eventCount + kPageEvents - 1) / kPageEvents),
    m_thread([this](std::stop_token stop) { runThread(std::move(stop)); })
{
}

EventPages::~EventPages() = default;

EventPages::Page EventPages::find(std::uint64_t index)
{
    const std::lock_guard lock(m_mutex);
    if (m_wanted != index) {
        m_wanted = index;
        m_changed.notify_one();
    }
    const auto found = m_pages.find(index);
    return found == m_pages.end() ? nullptr : found->second;
}

std::optional<Error> EventPages::failureAt(std::uint64_t index) const
{
    const std::lock_guard lock(m_mutex);
    return index >= m_readable ? m_failure : std::nullopt;
}

std::optional<std::uint64_t> EventPages::nextMissing() const
{
    const std::uint64_t end = std::min(m_wanted + kPagesAhead, m_readable);
    for (std::uint64_t index = m_wanted; index < end; ++index) {
        if (!m_pages.contains(index))
            return index;
    }
    return std::nullopt;
}

/// Drops the page that is farthest from what is wanted.
void EventPages::evict()
{
    if (m_pages.size() <= kPagesKept)
        return;
    const std::uint64_t below = m_wanted - std::min(m_wanted, m_pages.begin()->first);
    const std::uint64_t last = m_pages.rbegin()->first;
    const std::uint64_t above = last > m_wanted ? last - m_wanted : 0;
    m_pages.erase(below >= above ? m_pages.begin()->first : last);
}

void EventPages::requestSnapshot(Nanoseconds instant)
{
    const std::lock_guard lock(m_mutex);
    m_snapshotWanted = instant;
    m_snapshot.reset();
    m_changed.notify_one();
}

std::optional<std::optional<StateSnapshot>> EventPages::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void EventPages::readSnapshot(std::unique_lock<std::mutex>& lock)
{
    const Nanoseconds instant = *std::exchange(m_snapshotWanted, std::nullopt);
    lock.unlock();
    auto snapshot = m_reader->snapshotBefore(instant);
    lock.lock();
    if (m_snapshotWanted)
        return;
    // A session that is still written may have got a snapshot of events that are not seen here.
    const std::uint64_t next = snapshot ? snapshot->next : m_eventCount + 1;
    if (next > m_eventCount) {
        m_snapshot.emplace(std::nullopt);
        return;
    }
    m_wanted = next / kPageEvents;
    m_snapshot.emplace(std::move(snapshot));
}

void EventPages::readPage(std::unique_lock<std::mutex>& lock, std::uint64_t index)
{
    const std::uint64_t first = index * kPageEvents;
    const std::uint64_t count = std::min(kPageEvents, m_eventCount - first);
    lock.unlock();
    auto events = m_reader->events(first, count);
    lock.lock();
    if (events && events->size() == count) {
        m_pages[index] = std::make_shared<const std::vector<Event>>(*std::move(events));
        evict();
    } else {
        m_readable = index;
        m_failure =
            events ? Error{ErrorCode::Corrupt, "The session lost events while it was read.", {}, {}} : events.error();
    }
}

void EventPages::runThread(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_snapshotWanted || nextMissing(); })) {
        if (m_snapshotWanted)
            readSnapshot(lock);
        else
            readPage(lock, *nextMissing());
    }
}

} // namespace jackdaw::session
