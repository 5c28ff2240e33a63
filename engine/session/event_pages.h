// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/session_file.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace jackdaw::session {

/// The events of a session in pages, read ahead by a thread of its own. Pages that were read are kept up to a limit, so
/// that going back is quick.
class EventPages {
public:
    using Page = std::shared_ptr<const std::vector<Event>>;

    /// Takes over \p reader. Events after those that it counts now are not seen.
    explicit EventPages(std::unique_ptr<SessionReader> reader);
    ~EventPages();

    std::uint64_t eventCount() const { return m_eventCount; }

    static constexpr std::uint64_t kPageEvents = 256;

    /// The page at \p index, with the events from \p index * kPageEvents on, or nothing as long as it is not read yet.
    /// Never waits for the disk; the thread goes on to read from this page.
    Page find(std::uint64_t index);

    /// Asks for the newest snapshot before \p instant; it comes to snapshot().
    void requestSnapshot(Nanoseconds instant);
    /// What was asked for last, once it is read: the outer optional is empty as long as it is not.
    std::optional<std::optional<StateSnapshot>> snapshot() const;

    /// Why the page at \p index, or one before it, cannot be read; nothing if it can or was not tried yet.
    std::optional<Error> failureAt(std::uint64_t index) const;

private:
    void runThread(std::stop_token stop);
    std::optional<std::uint64_t> nextMissing() const;
    void readSnapshot(std::unique_lock<std::mutex>& lock);
    void readPage(std::unique_lock<std::mutex>& lock, std::uint64_t index);
    void evict();

    std::unique_ptr<SessionReader> m_reader;
    const std::uint64_t m_eventCount;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::uint64_t, Page> m_pages;
    std::optional<Nanoseconds> m_snapshotWanted;
    std::optional<std::optional<StateSnapshot>> m_snapshot;
    std::uint64_t m_wanted = 0;
    std::uint64_t m_readable; ///< pages from here on are not there, or cannot be read
    std::optional<Error> m_failure;

    std::jthread m_thread;
};

} // namespace jackdaw::session
