// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/serve_command.h"

#include "app/cli/child_run.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_outlets.h"
#include "app/cli/serve_plan.h"
#include "datasets/scenario/scenario.h"
#include "engine/session/session_file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

namespace fs = std::filesystem;

/// A run that lasts so long has not broken off at its start.
constexpr std::chrono::minutes kLongRun{1};
constexpr std::chrono::milliseconds kGlance{200};

struct ServeOptions {
    std::string scenario;
    std::string folder;
    int keepDays = 30;
    std::optional<std::uint32_t> windows; ///< of each session; none: until midnight
    std::vector<std::string> runArguments;
    OutletOptions outlets;
};

/// Keeps a second server out of a folder, for as long as it lives.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder) :
        m_file(::open((folder / ".serving").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        m_held = m_file >= 0 && ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
    }
    ~FolderLock()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    bool isHeld() const { return m_held; }

private:
    int m_file;
    bool m_held = false;
};

bool holdsStudents(const fs::path& session)
{
    const auto reader = session::SessionReader::open(session);
    const auto swaps = reader ? (*reader)->eventsOfKinds({"WeightsSwapped"}) : tl::unexpected(reader.error());
    return swaps && !swaps->empty();
}

/// Of the newest session that has any: one that broke off at its start has none.
std::optional<fs::path> newestStudents(const fs::path& folder)
{
    const std::vector<fs::path> sessions = sessionsIn(folder);
    const auto found = std::find_if(sessions.rbegin(), sessions.rend(), holdsStudents);
    return found == sessions.rend() ? std::nullopt : std::optional(*found);
}

/// Sessions one after the other, each a child process, so that whatever ends one the next begins.
class Server {
public:
    Server(ServeOptions options, Nanoseconds window) : m_options(std::move(options)), m_window(window) { }

    int serve();

private:
    void tell(const std::string& line) const
    {
        std::printf("%s\n", line.c_str());
        std::fflush(stdout);
    }
    void removeOld() const;
    std::vector<std::string> arguments(const fs::path& session, const std::optional<fs::path>& students) const;
    Result<ChildEnd> runOne(const std::optional<fs::path>& students);
    ChildEnd awaitEnd(ChildRun& child);
    void pause(std::chrono::seconds duration) const;
    bool noteEnd(const ChildEnd& end, std::chrono::steady_clock::duration lasted);

    ServeOptions m_options;
    Nanoseconds m_window;
    int m_failures = 0; ///< runs in a row that broke off at their start
    bool m_studentsFit = true; ///< those of the sessions before; as far as is known
};

int Server::serve()
{
    while (!isInterrupted()) {
        removeOld();
        const auto students = m_studentsFit ? newestStudents(m_options.folder) : std::nullopt;
        const auto begun = std::chrono::steady_clock::now();
        const auto end = runOne(students);
        if (!end)
            return report(end.error());
        const auto lasted = std::chrono::steady_clock::now() - begun;
        const bool isRefused = end->exitCode == kBadInput && lasted < kLongRun;
        // What is wrong with the scenario stays wrong: that is told at once, not tried again for ever.
        if (isRefused && !students)
            return report({ErrorCode::InvalidInput, end->error, {}, {}});
        // Students that do not fit any more (other classes, another network) are trained anew.
        m_studentsFit = !isRefused;
        if (isInterrupted() || !noteEnd(*end, lasted))
            break;
    }
    return kSuccess;
}

/// Waits before the next start; false when interrupted.
bool Server::noteEnd(const ChildEnd& end, std::chrono::steady_clock::duration lasted)
{
    const bool failed = end.exitCode != kSuccess;
    m_failures = failed && lasted < kLongRun ? m_failures + 1 : 0;
    if (failed)
        tell(end.error + " The next run begins in " + std::to_string(pauseAfter(m_failures).count()) + " s.");
    pause(pauseAfter(m_failures)); // also between sessions, which are named by the second
    return !isInterrupted();
}

void Server::removeOld() const
{
    const std::chrono::hours age = std::chrono::hours(24) * m_options.keepDays;
    for (const fs::path& file : outdated(m_options.folder, age, fs::file_time_type::clock::now())) {
        std::error_code error;
        fs::remove(file, error);
        if (!error)
            tell("removed " + file.string());
    }
}

std::vector<std::string> Server::arguments(const fs::path& session, const std::optional<fs::path>& students) const
{
    const std::uint32_t windows =
        m_options.windows.value_or(windowsUntilMidnight(std::chrono::system_clock::now(), m_window));
    std::vector<std::string> words{
        "run",       m_options.scenario,      "--out",    session.string(),
        "--windows", std::to_string(windows), "--events", fs::path(session).replace_extension(".jsonl").string()};
    if (students)
        words.insert(words.end(), {"--newest-students", students->string()});
    for (const auto& more : {m_options.outlets.arguments(), m_options.runArguments})
        words.insert(words.end(), more.begin(), more.end());
    return words;
}

Result<ChildEnd> Server::runOne(const std::optional<fs::path>& students)
{
    const fs::path session = fs::path(m_options.folder) / (sessionStem(std::chrono::system_clock::now()) + ".jackdaw");
    auto child = ChildRun::start(arguments(session, students), fs::path(session).replace_extension(".log"));
    if (!child)
        return tl::unexpected(child.error());
    tell("session: " + session.string());
    return awaitEnd(*child);
}

/// An interrupt is handed on: the session is closed before this ends.
ChildEnd Server::awaitEnd(ChildRun& child)
{
    bool told = false;
    while (true) {
        if (auto end = child.ended())
            return *end;
        if (isInterrupted() && !std::exchange(told, true))
            child.interrupt();
        std::this_thread::sleep_for(kGlance);
    }
}

void Server::pause(std::chrono::seconds duration) const
{
    const auto end = std::chrono::steady_clock::now() + duration;
    while (!isInterrupted() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(kGlance);
}

int serveScenario(const ServeOptions& options)
{
    const auto settings = datasets::readScenario(options.scenario);
    if (!settings)
        return report(settings.error());
    if (const Status valid = options.outlets.check(); !valid)
        return report(valid.error());
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error)
        return report({ErrorCode::Io, "The folder '" + options.folder + "' cannot be made.",
                       "Name one that can be written.", error.message()});
    const FolderLock lock(options.folder);
    if (!lock.isHeld())
        return report({ErrorCode::InvalidInput,
                       "The folder '" + options.folder + "' is served already.",
                       "Stop the other one, or name another folder.",
                       {}});
    catchInterrupts();
    return Server(options, settings->windowLength).serve();
}

} // namespace

void addServeCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("serve",
                                           "Run a scenario unattended: a session per day, started again "
                                           "after a crash with the newest students");
    const auto options = std::make_shared<ServeOptions>();
    command->add_option("scenario", options->scenario, "Scenario file (JSON)")->required();
    command->add_option("--folder", options->folder, "Folder of the sessions and their logs")->required();
    command->add_option("--keep-days", options->keepDays, "Remove sessions that are older than this")
        ->check(CLI::Range(1, 36'500));
    command->add_option("--windows", options->windows, "Windows of each session, instead of until midnight")
        ->check(CLI::Range(2U, 100'000U));
    command->add_option("--run", options->runArguments, "Further arguments of each run, e.g. --run=--planner=jackdaw")
        ->allow_extra_args(false);
    options->outlets.addTo(*command);
    command->callback([options, &exitCode] { exitCode = serveScenario(*options); });
}

} // namespace jackdaw::cli
