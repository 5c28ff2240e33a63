// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace jackdaw::window {

/// A thread that does one thing at a time; the newest wins. What it replaces is asked to stop, and one that did not
/// begin never does.
class TaskThread {
public:
    using Task = std::function<void(const std::stop_token& stop)>;

    TaskThread();
    /// Asks the task to stop, and waits for it.
    ~TaskThread();

    void start(Task task);
    void cancel();

private:
    void run(const std::stop_token& ending);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Task> m_next;
    std::stop_source m_current;
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

} // namespace jackdaw::window
