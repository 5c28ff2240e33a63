// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

namespace jackdaw::window {

/// Threads that work for the window. Nobody waits for them but the destructor, which asks all of them to stop.
class WorkThreads {
public:
    /// \p stop is requested by whoever has it, and at the end.
    void run(std::stop_source stop, std::function<void()> task);
    /// Asks all of them to stop and waits until they have.
    void finish();
    ~WorkThreads() { finish(); }

private:
    struct Running {
        std::stop_source stop;
        std::shared_ptr<std::atomic<bool>> isOver;
        std::jthread thread;
    };
    std::vector<Running> m_running;
};

/// Work on a thread of its own, which tells what it finds on the window's thread as long as this lives.
class BackgroundWork final : public widgets::SetupWork {
public:
    /// Calls what it is given on the window's thread, later; safe to call from any thread.
    using Tell = std::function<void(std::function<void()>)>;
    using Task = std::function<void(const std::stop_token& stop, const Tell& tell)>;

    BackgroundWork(WorkThreads& threads, Task task);
    ~BackgroundWork() override;

private:
    std::stop_source m_stop;
    std::shared_ptr<bool> m_isWanted; ///< belongs to the window's thread
};

} // namespace jackdaw::window
