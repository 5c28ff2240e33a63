// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <memory>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace jackdaw::check {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNotStarted = 127;
constexpr auto kLook = std::chrono::milliseconds(20);
constexpr auto kGrace = std::chrono::seconds(5); ///< from asking a program to end to ending it

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// What a forked process does until it is another program: system calls alone.
[[noreturn]] void becomeChild(pid_t parent, int output, int errors, const char* file, char* const* words)
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() == parent && (output < 0 || ::dup2(output, STDOUT_FILENO) >= 0)
        && ::dup2(errors, STDERR_FILENO) >= 0)
        ::execv(file, words);
    const char* const why = ::strerrordesc_np(errno);
    [[maybe_unused]] auto written = ::write(errors, why, std::strlen(why));
    written = ::write(errors, "\n", 1);
    ::_exit(kNotStarted);
}

/// The status of the child, once it has ended.
int waitFor(pid_t child, std::chrono::seconds limit, bool& isLate)
{
    const auto end = Clock::now() + limit;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        const auto now = Clock::now();
        if (now >= end) {
            ::kill(child, now < end + kGrace ? SIGTERM : SIGKILL);
            isLate = true;
        }
        std::this_thread::sleep_for(kLook);
    }
    return status;
}

std::string contentOf(std::FILE* file)
{
    std::string text;
    std::array<char, 4096> part{};
    std::rewind(file);
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), file))
        text.append(part.data(), size);
    return text;
}

std::string lastLine(std::string text)
{
    text.erase(text.find_last_not_of("\n ") + 1);
    const std::size_t begin = text.rfind('\n');
    return begin == std::string::npos ? text : text.substr(begin + 1);
}

ChildEnd endOf(const std::string& name, int status, bool isLate, const std::string& errors)
{
    const std::string last = lastLine(errors);
    const std::string said = last.empty() ? "" : " It said last: " + last;
    if (isLate)
        return {-1, name + " took too long and was ended." + said};
    if (WIFSIGNALED(status))
        return {-1, name + " was ended by a signal: " + ::strsignal(WTERMSIG(status)) + '.' + said};
    const int code = WEXITSTATUS(status);
    return {code, code == 0 ? "" : name + " ended with code " + std::to_string(code) + '.' + said};
}

} // namespace

ChildEnd runChild(const ChildProgram& program)
{
    const std::string name = program.file.filename().string();
    std::vector<std::string> words{program.file.string()};
    words.insert(words.end(), program.arguments.begin(), program.arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const File output(program.output.empty() ? nullptr : std::fopen(program.output.c_str(), "we"));
    const File errors(std::tmpfile());
    if (!errors || (!output && !program.output.empty()))
        return {kNotStarted, name + " cannot be started: " + std::strerror(errno) + '.'};
    std::cout.flush();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        becomeChild(parent, output ? ::fileno(output.get()) : -1, ::fileno(errors.get()), program.file.c_str(),
                    pointers.data());
    if (child < 0)
        return {kNotStarted, name + " cannot be started: " + std::strerror(errno) + '.'};
    bool isLate = false;
    const int status = waitFor(child, program.limit, isLate);
    const std::string said = contentOf(errors.get());
    std::cerr << said;
    return endOf(name, status, isLate, said);
}

} // namespace jackdaw::check
