// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_command.h"

#include "app/cli/exit_codes.h"
#include "engine/report/comparison.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <cctype>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::report;

struct Options {
    std::string scenario;
    std::vector<std::string> planners{"inference-only", "uniform(1,0.5)", "thief"};
    std::uint64_t seeds = 1;
    std::vector<std::string> runArguments;
    std::string folder = "comparison";
    std::string json;
    unsigned jobs = 1;
};

/// What a forked process does until it is another program: nothing but system calls, since other threads of the parent
/// may hold locks. It ends with its parent: a run that goes on alone would write where the next comparison does.
[[noreturn]] void becomeChild(pid_t parent, const char* log, char* const* words)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int file = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (getppid() == parent && file >= 0 && dup2(file, 1) >= 0 && dup2(file, 2) >= 0)
        execv("/proc/self/exe", words);
    _exit(kFailed);
}

/// Runs this program with \p arguments, its output in \p log; its exit code.
int runChild(const std::vector<std::string>& arguments, const std::string& log)
{
    std::vector<std::string> words{"jackdaw-cli"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0)
        becomeChild(parent, log.c_str(), pointers.data());
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return kFailed;
    return WIFEXITED(status) ? WEXITSTATUS(status) : kFailed;
}

class ComparisonRunner {
public:
    explicit ComparisonRunner(const Options& options) : m_options(options) { }

    /// The first planner's session of a seed gives the others their first students; so it runs before them.
    void run()
    {
        std::vector<ComparedRun> leaders;
        std::vector<ComparedRun> followers;
        for (std::uint64_t seed = 1; seed <= m_options.seeds; ++seed) {
            for (std::size_t i = 0; i < m_options.planners.size(); ++i)
                (i == 0 ? leaders : followers).push_back(describe(m_options.planners[i], seed));
        }
        runAll(leaders);
        runAll(followers);
    }
    std::vector<ComparedRun> finished() const { return m_finished; }
    bool failed() const { return m_failed; }

private:
    ComparedRun describe(const std::string& planner, std::uint64_t seed) const
    {
        std::string name = planner;
        for (char& letter : name)
            letter = std::isalnum(static_cast<unsigned char>(letter)) || letter == '.' ? letter : '-';
        const auto file =
            std::filesystem::path(m_options.folder) / (name + "-seed" + std::to_string(seed) + ".jackdaw");
        return {planner, seed, file, {}};
    }

    void runAll(const std::vector<ComparedRun>& runs)
    {
        std::atomic<std::size_t> next{0};
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i < m_options.jobs; ++i) {
            workers.emplace_back([&] {
                for (std::size_t index = next++; index < runs.size(); index = next++)
                    runOne(runs[index]);
            });
        }
    }

    void runOne(ComparedRun run)
    {
        if (!isComplete(run.session)) {
            std::filesystem::remove(run.session);
            std::vector<std::string> arguments{"run",    m_options.scenario,       "--planner", run.planner,
                                               "--seed", std::to_string(run.seed), "--clock",   "device",
                                               "--out",  run.session.string()};
            const auto leader = describe(m_options.planners.front(), run.seed);
            if (run.planner != leader.planner)
                arguments.insert(arguments.end(), {"--first-students", leader.session.string()});
            arguments.insert(arguments.end(), m_options.runArguments.begin(), m_options.runArguments.end());
            runChild(arguments, run.session.string() + ".log");
        }
        auto made = readReport(run.session);
        const std::lock_guard lock(m_mutex);
        if (!made) {
            m_failed = true;
            report(made.error());
            std::cerr << "  see " << run.session.string() << ".log\n";
            return;
        }
        run.report = std::move(*made);
        std::cout << run.planner << ", seed " << run.seed << ": "
                  << (run.report.mean ? "mean accuracy " + std::to_string(run.report.mean->value.value) : "no accuracy")
                  << std::endl;
        m_finished.push_back(std::move(run));
    }

    Options m_options;
    std::mutex m_mutex;
    std::vector<ComparedRun> m_finished;
    bool m_failed = false;
};

int compare(const Options& options)
{
    std::error_code created;
    std::filesystem::create_directories(options.folder, created);
    if (created)
        return report(Error{ErrorCode::Io, "The folder " + options.folder + " cannot be made.",
                            "Name another with --folder.", created.message()});
    ComparisonRunner runner(options);
    runner.run();
    const std::vector<ComparisonRow> rows = comparisonRows(runner.finished(), options.planners);
    std::cout << comparisonTable(rows) << lostCameras(runner.finished());
    if (!options.json.empty()) {
        std::ofstream file(options.json);
        if (!(file << comparisonJson(rows, runner.finished(), options.scenario)))
            return report(Error{ErrorCode::Io, options.json + " cannot be written.", "Name another file.", {}});
    }
    return runner.failed() ? kFailed : kSuccess;
}

} // namespace

void addCompareCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("compare", "Run a scenario under several planners and seeds, device time");
    const auto options = std::make_shared<Options>();
    command->add_option("scenario", options->scenario, "Scenario file (JSON)")->required();
    command->add_option("--planner", options->planners, "Planners to compare");
    command->add_option("--seeds", options->seeds, "Seeds 1 to N")->check(CLI::Range(1U, 1000U));
    command->add_option("--folder", options->folder, "Where the sessions go; complete ones are not run again");
    command->add_option("--json", options->json, "Also write the table as JSON");
    command->add_option("--jobs", options->jobs, "Runs at a time; device time does not mind")
        ->check(CLI::Range(1U, 256U));
    command->add_option("--run", options->runArguments, "Further arguments of each run, e.g. --run=--windows=4")
        ->allow_extra_args(false);
    command->callback([options, &exitCode] { exitCode = compare(*options); });
}

} // namespace jackdaw::cli
