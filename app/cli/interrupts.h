// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace jackdaw::cli {

/// From now on Ctrl-C is counted instead of ending the program; the second one ends it at once.
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
