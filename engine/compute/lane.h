// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace jackdaw::compute {

/// Batches that ended, from any thread, for the one that drives the device.
class CompletionQueue {
public:
    void add(Completion completion);
    std::vector<Completion> takeAll();
    /// \p listener is called after each add(), on the thread that adds.
    void setListener(std::function<void()> listener);

private:
    std::mutex m_mutex;
    std::vector<Completion> m_completions;
    std::function<void()> m_listener;
};

/// A lane's thread for life: runs batches one after the other, in the order in which they were submitted.
class LaneThread {
public:
    /// Runs a batch on the lane's thread and says what came of it.
    using Run = std::function<Completion(Ticket, const Work&)>;

    /// \p onStart is called first on the new thread. \p ended outlives the lane.
    LaneThread(std::function<void()> onStart, Run run, CompletionQueue& ended);
    /// Waits for the batch under way and drops those that have not begun.
    ~LaneThread() = default;
    LaneThread(const LaneThread&) = delete;
    LaneThread& operator=(const LaneThread&) = delete;

    void submit(Ticket ticket, Work work);

private:
    struct Submitted {
        Ticket ticket;
        Work work;
    };

    void serve(const std::stop_token& stop);
    std::optional<Submitted> nextBatch(const std::stop_token& stop);

    const Run m_run;
    CompletionQueue& m_ended;
    std::mutex m_mutex;
    std::condition_variable_any m_submitted;
    std::deque<Submitted> m_queue;
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace jackdaw::compute
