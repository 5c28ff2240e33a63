// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/child_run.h"
#include "app/cli/comparison_progress.h"
#include "engine/report/comparison.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// What is compared: a scenario under each planner and seed.
struct ComparisonPlan {
    std::string scenario;
    std::vector<std::string> planners;
    std::uint64_t seeds = 1; ///< 1 to this
    std::vector<std::string> runArguments; ///< further ones of each run
    std::string folder; ///< of the sessions
};

/// One of its runs, which may have its session already.
struct PlannedRun {
    report::ComparedRun run;
    std::vector<std::string> arguments; ///< of the program that runs it
    std::optional<std::size_t> leader; ///< the run whose first students it takes over, an earlier one
    enum class State { Waiting, Running, Done, Failed };
    State state = State::Waiting; ///< Done at the beginning: its session is there

    /// "thief, seed 1".
    std::string name() const { return run.planner + ", seed " + std::to_string(run.seed); }
};

/// The runs, those first whose first students the others take over. Everything that a run would be refused for is
/// refused here: planners, options, the scenario's faults and files, the cost table, sessions that are in the way.
Result<std::vector<PlannedRun>> planRuns(const ComparisonPlan& plan);

/// Runs what is waiting as child processes, some at a time. An error of one is told, and the others go on.
class ComparisonRuns {
public:
    ComparisonRuns(std::vector<PlannedRun> runs, unsigned atATime, bool quiet);

    /// Until all have ended, or Ctrl-C.
    void run();
    std::vector<report::ComparedRun> finished() const;
    /// Of the first run that failed; kSuccess if none did.
    int exitCode() const { return m_exitCode; }

private:
    struct Running {
        std::size_t run = 0;
        ChildRun process;
        SessionWatch watch;
        std::optional<RunProgress> progress{};
    };

    void startDue();
    void start(std::size_t index);
    bool isDue(PlannedRun& run);
    void look(Running& running);
    void reap();
    void finish(Running& running, const ChildEnd& end);
    void readSession(PlannedRun& run);
    void failed(PlannedRun& run, int exitCode, const std::string& error);
    void show();

    std::vector<PlannedRun> m_runs;
    unsigned m_atATime;
    ProgressDisplay m_display;
    std::list<Running> m_running;
    int m_exitCode = 0;
};

} // namespace jackdaw::cli
