// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace jackdaw::cli {

/// From now on Ctrl-C, SIGTERM and a closed terminal are requests to stop instead of ending the program; a second
/// Ctrl-C or SIGTERM ends it at once. A closed output pipe ends nothing.
void catchInterrupts();
bool isInterrupted();

/// Turns Ctrl-C into a stop request for as long as it lives.
class InterruptWatch {
public:
    explicit InterruptWatch(std::stop_source& source);

private:
    std::jthread m_thread;
};

} // namespace jackdaw::cli
