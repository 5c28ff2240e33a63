// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

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
using Command = std::variant<PauseCommand, ResumeCommand, StopCommand, NoteCommand>;

/// From front ends to the engine. Pushing never waits for the engine's work.
class CommandQueue {
public:
    void push(Command command)
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
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
    std::mutex m_mutex;
    std::deque<Command> m_commands;
};

} // namespace jackdaw::runtime
