// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"

#include "app/cli/exit_codes.h"
#include <chrono>

#include <csignal>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

/// Requests to stop so far; a signal handler can reach nothing but a static.
volatile std::sig_atomic_t g_interrupts = 0;

extern "C" void countInterrupt(int)
{
    g_interrupts = g_interrupts + 1;
    if (g_interrupts > 1)
        _exit(kAborted);
}

/// A terminal that is closed says so twice (its shell does, and the kernel): that is one request.
extern "C" void noteHangUp(int)
{
    if (g_interrupts == 0)
        g_interrupts = 1;
}

} // namespace

void catchInterrupts()
{
    std::signal(SIGINT, countInterrupt);
    std::signal(SIGTERM, countInterrupt);
    // nohup starts a program with the hang-up ignored, and so it stays.
    if (std::signal(SIGHUP, noteHangUp) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN);
    // A reader that goes away (`| head`) ends the printing, not the work.
    std::signal(SIGPIPE, SIG_IGN);
}

bool isInterrupted()
{
    return g_interrupts > 0;
}

InterruptWatch::InterruptWatch(std::stop_source& source) :
    m_thread([&source](const std::stop_token& done) {
        while (!done.stop_requested()) {
            if (isInterrupted())
                source.request_stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    })
{
    catchInterrupts();
}

} // namespace jackdaw::cli
