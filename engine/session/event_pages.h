// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/growing_file.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace jackdaw::session {

/// The events of a session in pages, read ahead by a thread of its own. Pages that were read are kept up to a limit, so
/// that going back is quick. A session that is still written is looked at again from time to time.
class EventPages {
public:
    using Page = std::shared_ptr<const std::vector<Event>>;

    /// Is told the events of each page by the reading thread, before anybody sees them.
    using Preparation = std::function<void(const std::vector<Event>&)>;

    explicit EventPages(GrowingFile file, Preparation prepare = {});
    ~EventPages();

    SessionExtent extent() const;

    static constexpr std::uint64_t kPageEvents = 256;
    /// Between two looks at a session that is written: its writer commits about once a second.
    static constexpr std::chrono::milliseconds kLookAgain{200};

    /// The page at \p index, with the events from \p index * kPageEvents on, or nothing as long as it is not read yet.
    /// The last page of a session that grows may have fewer events than there are by now; it is read again.
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
    std::uint64_t pageCount() const;
    std::uint64_t eventsOf(std::uint64_t index) const;
    std::optional<std::uint64_t> nextMissing() const;
    void awaitWork(std::unique_lock<std::mutex>& lock, std::stop_token stop);
    void look(std::unique_lock<std::mutex>& lock);
    void readSnapshot(std::unique_lock<std::mutex>& lock);
    void readPage(std::unique_lock<std::mutex>& lock, std::uint64_t index);
    void failFrom(std::uint64_t index, Error error);
    void evict();

    GrowingFile m_file; ///< the thread's alone
    const Preparation m_prepare;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::uint64_t, Page> m_pages;
    std::optional<Nanoseconds> m_snapshotWanted;
    std::optional<std::optional<StateSnapshot>> m_snapshot;
    std::uint64_t m_wanted = 0;
    SessionExtent m_extent;
    std::chrono::steady_clock::time_point m_looked = std::chrono::steady_clock::now();
    std::uint64_t m_failed = 0; ///< where m_failure is: pages from here on cannot be read
    std::optional<Error> m_failure;

    std::jthread m_thread;
};

} // namespace jackdaw::session
