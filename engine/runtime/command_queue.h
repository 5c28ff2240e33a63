// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/signal.h"

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace jackdaw::runtime {

struct PauseCommand { };
struct ResumeCommand { };
struct StopCommand { };
struct NoteCommand {
    std::string text;
};
struct CorrectCommand {
    LabelCorrected said;
};
using Command = std::variant<PauseCommand, ResumeCommand, StopCommand, NoteCommand, CorrectCommand>;

/// From front ends to the engine. Pushing never waits for the engine's work.
class CommandQueue {
public:
    /// \p wake is notified of every command.
    explicit CommandQueue(Signal& wake) : m_wake(wake) { }

    /// False once it is closed: the command is lost.
    bool push(Command command)
    {
        std::unique_lock lock(m_mutex);
        if (m_closed)
            return false;
        m_commands.push_back(std::move(command));
        lock.unlock();
        m_wake.notify();
        return true;
    }
    /// What is in it can still be taken.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    std::optional<Command> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_commands.empty())
            return std::nullopt;
        Command command = std::move(m_commands.front());
        m_commands.pop_front();
        return command;
    }

private:
    Signal& m_wake;
    std::mutex m_mutex;
    std::deque<Command> m_commands;
    bool m_closed = false;
};

} // namespace jackdaw::runtime
