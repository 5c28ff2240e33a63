// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/comparison_runs.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_options.h"
#include "datasets/scenario/scenario.h"
#include "engine/report/report_format.h"
#include "engine/runtime/engine.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <set>
#include <thread>
#include <utility>

namespace jackdaw::cli {
namespace {

using namespace std::chrono_literals;
using State = PlannedRun::State;

constexpr auto kReapInterval = 100ms;
constexpr int kReapsPerLook = 5; ///< a session is looked at twice a second

/// The options that a comparison gives each run itself.
constexpr std::array kOwnOptions{"--planner", "--seed", "--clock", "--out", "--first-students"};

Status checkRunArguments(const std::vector<std::string>& arguments)
{
    for (const std::string& argument : arguments)
        for (const char* own : kOwnOptions)
            if (argument.substr(0, argument.find('=')) == own)
                return fail(ErrorCode::InvalidInput,
                            "--run=" + argument + " does not go: compare itself says " + own + " of each run.",
                            "Leave it out.");
    return {};
}

std::filesystem::path sessionOf(const ComparisonPlan& plan, const std::string& planner, std::uint64_t seed)
{
    return report::comparedSession(plan.folder, planner, seed);
}

PlannedRun describe(const ComparisonPlan& plan, std::size_t planner, std::uint64_t seed)
{
    PlannedRun made;
    made.run = {plan.planners[planner], seed, sessionOf(plan, plan.planners[planner], seed), {}};
    made.arguments = {"run",     plan.scenario, "--planner", made.run.planner,         "--seed", std::to_string(seed),
                      "--clock", "device",      "--out",     made.run.session.string()};
    if (planner > 0) {
        made.leader = seed - 1;
        const auto leader = sessionOf(plan, plan.planners.front(), seed);
        made.arguments.insert(made.arguments.end(), {"--first-students", leader.string()});
    }
    made.arguments.insert(made.arguments.end(), plan.runArguments.begin(), plan.runArguments.end());
    return made;
}

std::vector<PlannedRun> describeAll(const ComparisonPlan& plan)
{
    std::vector<PlannedRun> runs;
    for (std::uint64_t seed = 1; seed <= plan.seeds; ++seed)
        runs.push_back(describe(plan, 0, seed));
    for (std::uint64_t seed = 1; seed <= plan.seeds; ++seed)
        for (std::size_t planner = 1; planner < plan.planners.size(); ++planner)
            runs.push_back(describe(plan, planner, seed));
    return runs;
}

Status checkNames(const std::vector<PlannedRun>& runs)
{
    std::set<std::filesystem::path> sessions;
    for (const PlannedRun& run : runs)
        if (!sessions.insert(run.run.session).second)
            return fail(ErrorCode::InvalidInput,
                        "Two planners would write " + run.run.session.string() + ", one of them " + run.run.planner
                            + ".",
                        "Name each planner once.");
    return {};
}

Result<runtime::RunSettings> settingsOf(const PlannedRun& run)
{
    const auto options = RunOptions::parse({run.arguments.begin() + 1, run.arguments.end()});
    return options ? options->settings() : tl::unexpected(options.error());
}

/// The scenario in \p session as this version writes it.
std::string scenarioIn(const session::SessionReader& session)
{
    const auto settings =
        datasets::parseScenario(session.started().scenario, std::filesystem::current_path(), "of the session");
    return settings ? settings->scenarioText : std::string();
}

bool everyCameraBroke(session::SessionReader& session)
{
    const auto made = report::makeReport(session);
    return made && !made->cameras.empty()
        && std::all_of(made->cameras.begin(), made->cameras.end(), [](const report::Report::Camera& camera) {
               return !camera.outages.empty() && !camera.outages.back().ended && !camera.outages.back().until;
           });
}

/// Done where the session is there and whole, Waiting where it is to be made, from the beginning.
Result<State> stateOf(const PlannedRun& run, const std::string& scenario)
{
    const std::string file = run.run.session.string();
    const std::string elsewhere = "Remove it, or name another folder with --folder.";
    if (!std::filesystem::exists(run.run.session))
        return State::Waiting;
    const auto reader = session::SessionReader::open(run.run.session);
    if (!reader)
        return fail(reader.error().code, reader.error().message, elsewhere);
    const auto ending = (*reader)->ending();
    if (!ending)
        return tl::unexpected(ending.error());
    if (ending->state == session::SessionEnding::State::BeingWritten)
        return fail(ErrorCode::InvalidInput, file + " is being written by another run.",
                    "Wait for its end, or name another folder with --folder.");
    if (scenarioIn(**reader) != scenario)
        return fail(ErrorCode::InvalidInput,
                    file + " is a session of another scenario, or of other options, than this comparison's.",
                    elsewhere);
    const bool finished = ending->closed && ending->closed->outcome == RunOutcome::Finished;
    return finished && !everyCameraBroke(**reader) ? State::Done : State::Waiting;
}

void removeSession(const std::filesystem::path& session)
{
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(session.string() + suffix);
}

} // namespace

Result<std::vector<PlannedRun>> planRuns(const ComparisonPlan& plan)
{
    if (const Status allowed = checkRunArguments(plan.runArguments); !allowed)
        return tl::unexpected(allowed.error());
    std::vector<PlannedRun> runs = describeAll(plan);
    if (const Status named = checkNames(runs); !named)
        return tl::unexpected(named.error());
    std::optional<runtime::RunSettings> opened;
    for (PlannedRun& run : runs) {
        auto settings = settingsOf(run);
        if (!settings)
            return tl::unexpected(settings.error());
        const auto state = stateOf(run, settings->scenarioText);
        if (!state)
            return tl::unexpected(state.error());
        run.state = *state;
        settings->firstStudentsFrom.reset(); // its leader has yet to run
        if (run.state == State::Waiting && !opened)
            opened = std::move(*settings);
    }
    if (const Status good = opened ? runtime::Engine::check(std::move(*opened)) : Status(); !good)
        return tl::unexpected(good.error());
    return runs;
}

ComparisonRuns::ComparisonRuns(std::vector<PlannedRun> runs, unsigned atATime, bool quiet) :
    m_runs(std::move(runs)), m_atATime(atATime), m_display(quiet)
{
    for (PlannedRun& run : m_runs)
        if (run.state == State::Done)
            readSession(run);
}

void ComparisonRuns::run()
{
    catchInterrupts();
    bool stopping = false;
    for (int round = 0; startDue(), !m_running.empty(); ++round) {
        if (round % kReapsPerLook == 0) {
            for (Running& running : m_running)
                look(running);
            show();
        }
        std::this_thread::sleep_for(kReapInterval);
        if (isInterrupted() && !std::exchange(stopping, true))
            for (const Running& running : m_running)
                running.process.interrupt();
        reap();
    }
}

std::vector<report::ComparedRun> ComparisonRuns::finished() const
{
    std::vector<report::ComparedRun> done;
    for (const PlannedRun& run : m_runs)
        if (run.state == State::Done)
            done.push_back(run.run);
    return done;
}

void ComparisonRuns::startDue()
{
    for (std::size_t i = 0; i < m_runs.size() && m_running.size() < m_atATime && !isInterrupted(); ++i)
        if (isDue(m_runs[i]))
            start(i);
}

bool ComparisonRuns::isDue(PlannedRun& run)
{
    if (run.state != State::Waiting)
        return false;
    const PlannedRun* leader = run.leader ? &m_runs[*run.leader] : nullptr;
    if (leader && leader->state == State::Failed)
        failed(run, m_exitCode, "Left out: " + leader->name() + " made no first students that it could take over.");
    return run.state == State::Waiting && (!leader || leader->state == State::Done);
}

void ComparisonRuns::start(std::size_t index)
{
    PlannedRun& run = m_runs[index];
    removeSession(run.run.session);
    auto process = ChildRun::start(run.arguments, run.run.session.string() + ".log");
    if (!process)
        return failed(run, kFailed, process.error().text());
    run.state = State::Running;
    m_running.push_back({index, std::move(*process), SessionWatch(run.run.session)});
}

void ComparisonRuns::look(Running& running)
{
    const std::uint32_t before = running.progress ? running.progress->closed : 0;
    if (const auto now = running.watch.look())
        running.progress = now;
    if (running.progress && running.progress->closed > before)
        m_display.windowClosed(m_runs[running.run].name(), *running.progress);
}

void ComparisonRuns::reap()
{
    for (auto running = m_running.begin(); running != m_running.end();) {
        const auto end = running->process.ended();
        if (end)
            finish(*running, *end);
        running = end ? m_running.erase(running) : std::next(running);
    }
}

void ComparisonRuns::finish(Running& running, const ChildEnd& end)
{
    look(running);
    show();
    PlannedRun& run = m_runs[running.run];
    if (end.exitCode == kSuccess)
        return readSession(run);
    // A run that was stopped with the comparison is no failure.
    if (isInterrupted())
        run.state = State::Waiting;
    else
        failed(run, end.exitCode, end.error + "\n  See " + run.run.session.string() + ".log");
}

void ComparisonRuns::readSession(PlannedRun& run)
{
    auto made = report::readReport(run.run.session);
    if (!made)
        return failed(run, kFailed, made.error().text());
    run.state = State::Done;
    run.run.report = std::move(*made);
    m_display.clear();
    const auto& mean = run.run.report.mean;
    std::cout << run.name() << ": "
              << (mean ? "mean accuracy " + report::percent(mean->value.value) : std::string("no accuracy"))
              << std::endl;
}

void ComparisonRuns::failed(PlannedRun& run, int exitCode, const std::string& error)
{
    run.state = State::Failed;
    m_exitCode = m_exitCode == kSuccess ? exitCode : m_exitCode;
    m_display.clear();
    std::cerr << "jackdaw-cli: " << run.name() << ": " << error << std::endl;
}

void ComparisonRuns::show()
{
    std::vector<ProgressDisplay::Line> lines;
    for (const Running& running : m_running)
        lines.push_back({m_runs[running.run].name(), running.progress});
    const auto waits = [](const PlannedRun& run) { return run.state == State::Waiting; };
    m_display.show(lines, static_cast<std::size_t>(std::count_if(m_runs.begin(), m_runs.end(), waits)));
}

} // namespace jackdaw::cli
