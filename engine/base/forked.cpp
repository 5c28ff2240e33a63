// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/forked.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace jackdaw {
namespace {

/// What the copy tells: a code, then message, action and detail, each with a zero at its end.
std::string encoded(const Status& outcome)
{
    if (outcome)
        return "ok";
    const Error& error = outcome.error();
    std::string text(1, static_cast<char>('A' + static_cast<int>(error.code)));
    for (const std::string* const part : {&error.message, &error.action, &error.detail})
        text += *part + '\0';
    return text;
}

Status decoded(const std::string& text)
{
    if (text == "ok")
        return {};
    std::array<std::string, 3> parts;
    std::size_t at = 1;
    for (std::string& part : parts) {
        const std::size_t end = std::min(text.find('\0', at), text.size());
        part = text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
        at = end + 1;
    }
    return fail(static_cast<ErrorCode>(text.front() - 'A'), parts[0], parts[1], parts[2]);
}

Status guarded(const std::function<Status()>& work)
{
    try {
        return work();
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "A library failed.", {}, error.what());
    }
}

/// Never returns. A crash is expected here, so it leaves no core file and is nobody's business but the parent's.
[[noreturn]] void beTheCopy(int out, const std::function<Status()>& work)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    for (const int crash : {SIGSEGV, SIGFPE, SIGABRT, SIGBUS, SIGILL})
        std::signal(crash, SIG_DFL);
    if (const int nowhere = open("/dev/null", O_WRONLY); nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    const std::string text = encoded(guarded(work));
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t wrote = write(out, text.data() + sent, text.size() - sent);
        if (wrote <= 0)
            break;
        sent += static_cast<std::size_t>(wrote);
    }
    _exit(0);
}

/// Reads until the other end closes; false where that takes longer than \p limit.
bool readAll(int in, std::chrono::seconds limit, std::string& text)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> block{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd ready{in, POLLIN, 0};
        if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) == 0)
            return false;
        const ssize_t count = read(in, block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return true;
        text.append(block.data(), static_cast<std::size_t>(count));
    }
}

} // namespace

Status tryInCopy(const std::string& subject, std::chrono::seconds limit, const std::function<Status()>& work)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return {}; // no copy, no help: the work itself will tell
    const pid_t copy = fork();
    if (copy == 0) {
        close(ends[0]);
        beTheCopy(ends[1], work);
    }
    close(ends[1]);
    std::string text;
    const bool ended = copy < 0 || readAll(ends[0], limit, text);
    close(ends[0]);
    if (copy < 0)
        return {};
    if (!ended)
        kill(copy, SIGKILL);
    int state = 0;
    while (waitpid(copy, &state, 0) < 0 && errno == EINTR) { }
    if (!ended)
        return fail(ErrorCode::Unsupported,
                    subject + " was not understood within " + std::to_string(limit.count()) + " s.", "Choose another.");
    if (WIFSIGNALED(state) || text.empty())
        return fail(ErrorCode::Corrupt, subject + " makes the library that reads it crash.",
                    "It is broken, or was made to hurt: choose another.",
                    WIFSIGNALED(state) ? strsignal(WTERMSIG(state)) : "it ended without a word");
    return decoded(text);
}

} // namespace jackdaw
