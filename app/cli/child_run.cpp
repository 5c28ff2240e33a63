// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/child_run.h"

#include "app/cli/exit_codes.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace jackdaw::cli {
namespace {

/// What a forked process does until it is another program: nothing but system calls, since other threads of the parent
/// may hold locks. A run that goes on without its parent would write where the next comparison does. In a process group
/// of its own it is stopped by its parent alone, once.
[[noreturn]] void becomeChild(pid_t parent, int log, int errors, char* const* words)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    setpgid(0, 0);
    if (getppid() == parent && dup2(log, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0)
        execv("/proc/self/exe", words);
    _exit(kFailed);
}

std::string readAll(std::FILE* file)
{
    std::string text;
    std::array<char, 4096> part{};
    std::rewind(file);
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), file))
        text.append(part.data(), size);
    return text;
}

/// The last error among what was printed on standard error; report() writes them.
std::string lastError(const std::string& printed)
{
    constexpr std::string_view kName = "jackdaw-cli: ";
    std::size_t begin = printed.rfind(kName);
    while (begin != std::string::npos && begin > 0 && printed[begin - 1] != '\n')
        begin = printed.rfind(kName, begin - 1);
    std::string error = begin == std::string::npos ? printed : printed.substr(begin + kName.size());
    error.erase(error.find_last_not_of('\n') + 1);
    return error;
}

ChildEnd endOf(int status, const std::string& printed)
{
    if (WIFSIGNALED(status))
        return {kFailed, "The run was ended by a signal: " + std::string(strsignal(WTERMSIG(status))) + '.'};
    if (WEXITSTATUS(status) == kSuccess)
        return {};
    const std::string error = lastError(printed);
    return {WEXITSTATUS(status),
            error.empty() ? "The run ended with code " + std::to_string(WEXITSTATUS(status)) + '.' : error};
}

} // namespace

Result<ChildRun> ChildRun::start(const std::vector<std::string>& arguments, const std::filesystem::path& log)
{
    std::vector<std::string> words{"jackdaw-cli"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const File out(std::fopen(log.c_str(), "we"));
    File errors(std::tmpfile());
    const pid_t parent = getpid();
    const pid_t child = out && errors ? fork() : -1;
    if (child == 0)
        becomeChild(parent, fileno(out.get()), fileno(errors.get()), pointers.data());
    if (child < 0)
        return fail(ErrorCode::Io, "A run cannot be started: " + std::string(std::strerror(errno)) + '.',
                    "Its output would go to " + log.string() + '.');
    return ChildRun(child, std::move(errors), log);
}

std::optional<ChildEnd> ChildRun::ended()
{
    int status = 0;
    const pid_t found = waitpid(m_process, &status, WNOHANG);
    if (found == 0)
        return std::nullopt;
    return found < 0 ? ChildEnd{kFailed, "The run is lost: " + std::string(std::strerror(errno)) + '.'}
                     : endOf(status, takeErrors());
}

void ChildRun::interrupt() const
{
    kill(m_process, SIGINT);
}

std::string ChildRun::takeErrors()
{
    std::string printed = readAll(m_errors.get());
    std::ofstream(m_log, std::ios::app) << printed;
    return printed;
}

} // namespace jackdaw::cli
