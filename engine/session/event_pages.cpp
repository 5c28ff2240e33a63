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

Error lost()
{
    return {ErrorCode::Io, "The session cannot be read any more.", {}, {}};
}

} // namespace

EventPages::EventPages(GrowingFile file, Preparation prepare) :
    m_file(std::move(file)), m_prepare(std::move(prepare)), m_extent(m_file.extent()),
    m_thread([this](std::stop_token stop) { runThread(std::move(stop)); })
{
}

EventPages::~EventPages() = default;

SessionExtent EventPages::extent() const
{
    const std::lock_guard lock(m_mutex);
    return m_extent;
}

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
    return index >= m_failed ? m_failure : std::nullopt;
}

std::uint64_t EventPages::pageCount() const
{
    const std::uint64_t pages = (m_extent.events + kPageEvents - 1) / kPageEvents;
    return m_failure ? std::min(pages, m_failed) : pages;
}

std::uint64_t EventPages::eventsOf(std::uint64_t index) const
{
    return std::min(kPageEvents, m_extent.events - index * kPageEvents);
}

std::optional<std::uint64_t> EventPages::nextMissing() const
{
    const std::uint64_t end = std::min(m_wanted + kPagesAhead, pageCount());
    for (std::uint64_t index = m_wanted; index < end; ++index) {
        const auto page = m_pages.find(index);
        if (page == m_pages.end() || page->second->size() < eventsOf(index))
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
    auto snapshot = m_file.reader() ? m_file.reader()->snapshotBefore(instant) : std::nullopt;
    lock.lock();
    // Of events that were written since the last look: these are there, so that looking again shows them.
    if (snapshot && snapshot->next > m_extent.events && !m_failure)
        look(lock);
    if (m_snapshotWanted) // since: what was read is of no use any more
        return;
    if (!snapshot || snapshot->next > m_extent.events) {
        m_snapshot.emplace(std::nullopt);
        return;
    }
    m_wanted = snapshot->next / kPageEvents;
    m_snapshot.emplace(std::move(snapshot));
}

/// Nobody looks again after that: it would be taken to be written for ever.
void EventPages::failFrom(std::uint64_t index, Error error)
{
    if (m_extent.ending.state == SessionEnding::State::BeingWritten)
        m_extent.ending = {SessionEnding::State::CutOff, std::nullopt, "not closed: " + error.message};
    m_failed = index;
    m_failure = std::move(error);
}

void EventPages::readPage(std::unique_lock<std::mutex>& lock, std::uint64_t index)
{
    const std::uint64_t first = index * kPageEvents;
    const std::uint64_t count = eventsOf(index);
    lock.unlock();
    // None where it was to be opened again and could not be.
    auto events =
        m_file.reader() ? m_file.reader()->events(first, count) : Result<std::vector<Event>>(tl::unexpected(lost()));
    if (events && m_prepare)
        m_prepare(*events);
    lock.lock();
    const bool isWhole = events && events->size() == count && events->back().sequence == first + count - 1;
    if (isWhole) {
        m_pages[index] = std::make_shared<const std::vector<Event>>(*std::move(events));
        evict();
    } else {
        failFrom(index,
                 events ? Error{ErrorCode::Corrupt, "The session lost events while it was read.", {}, {}}
                        : events.error());
    }
}

/// What fails here fails for all that is still to come: the pages that were read stay.
void EventPages::look(std::unique_lock<std::mutex>& lock)
{
    lock.unlock();
    const Status looked = m_file.look();
    lock.lock();
    m_looked = std::chrono::steady_clock::now();
    m_extent = m_file.extent();
    if (looked && (m_file.reader() || m_extent.events == 0))
        return;
    failFrom((m_extent.events + kPageEvents - 1) / kPageEvents, looked ? lost() : looked.error());
}

void EventPages::awaitWork(std::unique_lock<std::mutex>& lock, std::stop_token stop)
{
    const auto hasWork = [this] { return m_snapshotWanted || nextMissing(); };
    if (m_failure || !m_file.mayChange())
        m_changed.wait(lock, stop, hasWork);
    else
        m_changed.wait_until(lock, stop, m_looked + kLookAgain, hasWork);
}

void EventPages::runThread(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        awaitWork(lock, stop);
        const auto missing = nextMissing();
        if (m_snapshotWanted)
            readSnapshot(lock);
        else if (missing)
            readPage(lock, *missing);
        if (!m_failure && m_file.mayChange() && std::chrono::steady_clock::now() >= m_looked + kLookAgain)
            look(lock);
    }
}

} // namespace jackdaw::session
