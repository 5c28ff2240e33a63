// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_command.h"

#include "app/cli/demo_gain.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/percent_progress.h"
#include "app/cli/run_command.h"
#include "app/cli/run_options.h"
#include "datasets/streets/street_renderer.h"
#include "engine/report/comparison.h"
#include "engine/runtime/engine.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <thread>

namespace jackdaw::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBaseline = "inference-only";

struct DemoOptions {
    std::string folder;
    std::uint64_t seed = 1;
    bool onlyMake = false;
    bool alone = false;
    std::optional<std::uint32_t> windows;
    std::string out;
};

/// Where the window keeps sessions, too.
fs::path sessionsFolder()
{
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return fs::path(data) / "jackdaw" / "sessions";
    const char* home = std::getenv("HOME");
    return fs::path(home ? home : ".") / ".local" / "share" / "jackdaw" / "sessions";
}

/// "demo.jackdaw" becomes "demo-inference-only.jackdaw".
fs::path baselineFile(const fs::path& session)
{
    fs::path file = session;
    return file.replace_filename(session.stem().string() + "-" + kBaseline + session.extension().string());
}

/// Goes through a run without a word but how far it is.
Status follow(runtime::Engine& engine, Nanoseconds length)
{
    using namespace std::chrono_literals;
    PercentProgress progress("the same without retraining");
    std::vector<Event> events;
    bool stopping = false;
    while (!engine.isFinished()) {
        while (engine.poll(events, 10000) > 0) {
            progress.show(std::min(1.0, toSeconds(events.back().time) / toSeconds(length)));
            events.clear();
        }
        if (isInterrupted() && !std::exchange(stopping, true))
            engine.stop();
        std::this_thread::sleep_for(50ms);
    }
    progress.end();
    return engine.wait();
}

/// The same streets once more with the first students of \p session, never retrained. In device time: what the batches
/// cost is measured now, and a window is over as soon as its work is done.
Status runBaseline(const RunOptions& demo, const fs::path& session)
{
    RunOptions options = demo;
    options.planner = kBaseline;
    options.clock = "device";
    options.firstStudents = session.string();
    options.costs = (fs::path(demo.scenario).parent_path() / "costs.json").string();
    const auto settings = options.settings();
    if (!settings)
        return tl::unexpected(settings.error());
    std::cout << "\nmeasuring what batches cost here, for the same run without retraining\n" << std::flush;
    if (const Status measured = runtime::calibrate(*settings, *options.costs); !measured)
        return measured;
    auto engine = runtime::Engine::start(*settings, baselineFile(session));
    if (!engine)
        return tl::unexpected(engine.error());
    return follow(**engine, settings->windowLength * settings->windows);
}

/// Both runs as a comparison sees them.
Result<DemoGain> readGain(const fs::path& session)
{
    std::vector<report::ComparedRun> runs;
    for (const fs::path& file : {baselineFile(session), session}) {
        auto read = report::readReport(file);
        if (!read)
            return tl::unexpected(read.error());
        runs.push_back({read->planner, read->seed, file, std::move(*read)});
    }
    const report::Report& run = runs.back().report;
    const auto rows = report::comparisonRows(runs, {kBaseline, run.planner});
    const auto frames = static_cast<double>(run.frames.inferred + run.frames.dropped);
    return DemoGain{run.planner,           rows.back().accuracy,
                    rows.front().accuracy, rows.back().gain,
                    run.windows,           frames > 0.0 ? static_cast<double>(run.frames.dropped) / frames : 0.0};
}

int compareWithBaseline(const RunOptions& demo, const fs::path& session)
{
    if (const Status ran = runBaseline(demo, session); !ran)
        return report(ran.error());
    if (isInterrupted()) {
        std::cout << "session: " << session.string() << '\n';
        return kStopped;
    }
    const auto gain = readGain(session);
    if (!gain)
        return report(gain.error());
    std::cout << demoEnding(*gain, session);
    return kSuccess;
}

int runDemo(const RunOptions& demo, bool alone)
{
    const auto settings = demo.settings();
    if (!settings)
        return report(settings.error());
    fs::path session = demo.out;
    if (session.empty()) {
        session = sessionsFolder() / newSessionName("demo");
        std::error_code error; // where this fails, starting the run says so in words
        fs::create_directories(session.parent_path(), error);
    }
    const int code = runSettings(*settings, session);
    if (code == kSuccess && !alone)
        return compareWithBaseline(demo, session);
    std::cout << "session: " << session.string() << '\n';
    return code;
}

int makeAndRun(const DemoOptions& options)
{
    const fs::path folder =
        options.folder.empty() ? defaultCostTable().parent_path() / "demo" : fs::path(options.folder);
    PercentProgress progress("making the demo");
    const Status made = datasets::makeDemo(folder, options.seed, [&](double fraction) { progress.show(fraction); });
    progress.end();
    if (!made)
        return report(made.error());
    std::cout << "demo: " << (folder / "demo.json").string() << '\n';
    if (options.onlyMake)
        return kSuccess;
    RunOptions run;
    run.scenario = (folder / "demo.json").string();
    run.windows = options.windows;
    run.out = options.out;
    return runDemo(run, options.alone);
}

} // namespace

void addDemoCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("demo", "Make the bundled demo and run it");
    const auto options = std::make_shared<DemoOptions>();
    command->add_option("--folder", options->folder, "Folder of the demo's videos and scenario");
    command->add_option("--seed", options->seed, "Seed of the rendered streets");
    command->add_option("--windows", options->windows, "Run fewer windows")->check(CLI::Range(2U, 1000U));
    command->add_option("--out", options->out, "Session file to write (.jackdaw)");
    command->add_flag("--only-make", options->onlyMake, "Make the demo, do not run it");
    command->add_flag("--alone", options->alone, "Leave out the second run, which says what retraining gained");
    command->callback([options, &exitCode] { exitCode = makeAndRun(*options); });
}

} // namespace jackdaw::cli
