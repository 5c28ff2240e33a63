// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/trace_input.h"
#include "engine/runtime/serving_estimate.h"
#include "engine/simulation/trace_file.h"
#include "engine/studies/schedule_import.h"
#include "engine/studies/session_trace.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::simulation;
using namespace jackdaw::studies;

struct TraceArguments {
    std::vector<std::string> files;
    std::string out;
    bool schedules = false;
};

int writeTo(const TraceArguments& arguments, const Trace& trace, const std::filesystem::path& fallback)
{
    const std::filesystem::path file = arguments.out.empty() ? fallback : std::filesystem::path(arguments.out);
    if (const Status written = writeTrace(trace, file); !written)
        return report(written.error());
    std::printf("trace: %s (%zu streams, %zu windows)\n", file.c_str(), trace.streams.size(), trace.windows.size());
    return kSuccess;
}

/// "name.jackdaw" becomes "name.trace.json" beside the working folder's other files.
std::filesystem::path traceName(const std::string& file)
{
    return std::filesystem::path(file).stem().string() + ".trace.json";
}

void printWindows(const Trace& trace, const RecordedComparison& comparison)
{
    std::printf("window   recorded  simulated\n");
    for (std::size_t w = 0; w < trace.windows.size(); ++w) {
        double recorded = 0.0;
        double simulated = 0.0;
        int count = 0;
        for (const RecordedComparison::Row& row : comparison.rows)
            if (row.window == w) {
                recorded += row.recorded;
                simulated += row.simulated;
                ++count;
            }
        if (count > 0)
            std::printf("%6zu %10.1f %10.1f\n", w + 1, 100 * recorded / count, 100 * simulated / count);
    }
}

/// The same planner with the same predictions in the simulator, against what the run came to.
int compare(const SessionTrace& recorded)
{
    const auto result = simulate(recorded.trace, recordedOptions(recorded.planner, recorded.seed));
    if (!result)
        return report(result.error());
    const RecordedComparison comparison = compareWithRecorded(recorded.trace, *result);
    std::printf("\nWindow accuracy in percent, mean over the cameras, planner %s:\n", recorded.planner.c_str());
    printWindows(recorded.trace, comparison);
    std::printf("  mean %10.1f %10.1f\n", 100 * comparison.recorded, 100 * comparison.simulated);
    std::printf(
        "One camera's window differs by %.1f points on average; correlation %.2f over %zu windows of cameras.\n",
        100 * comparison.meanAbsoluteError, comparison.correlation, comparison.rows.size());
    return kSuccess;
}

/// As the live engine makes it.
scheduling::InferenceProfile liveProfile(double framesPerSecond, GpuSeconds costPerFrame,
                                         const std::vector<LabelledMoment>& sample)
{
    constexpr std::size_t kClassBits = 32; // labels hold at most as many classes
    std::vector<learning::LabelledFrame> frames(sample.size());
    for (std::size_t i = 0; i < sample.size(); ++i) {
        frames[i].picture.time = sample[i].time;
        frames[i].labels = vision::toLabels(sample[i].labels);
    }
    runtime::ServingEstimate estimate(framesPerSecond, kClassBits);
    estimate.learn(frames);
    estimate.refit();
    return estimate.profile({.student = costPerFrame, .teacher = {}, .moving = {}});
}

int traceSession(const TraceArguments& arguments)
{
    const auto recorded = traceFromSession(arguments.files.front(), liveProfile);
    if (!recorded)
        return report(recorded.error());
    const int written = writeTo(arguments, recorded->trace, traceName(arguments.files.front()));
    return written == kSuccess ? compare(*recorded) : written;
}

int replaySchedules(const TraceArguments& arguments)
{
    const auto schedules = readSchedules(arguments.files.front());
    if (!schedules)
        return report(schedules.error());
    std::size_t same = 0;
    std::size_t events = 0;
    ScheduleDifference worst;
    for (const PublishedSchedule& schedule : *schedules) {
        const ScheduleDifference found = difference(schedule, replayed(schedule));
        same += found.sameEvents ? 1 : 0;
        events += found.events;
        worst.time = std::max(worst.time, found.time);
        worst.share = std::max(worst.share, found.share);
    }
    std::printf(
        "%zu schedules, %zu events; %zu replayed with the same events, times within %.2g s, shares within %.2g.\n",
        schedules->size(), events, same, worst.time, worst.share);
    return same == schedules->size() ? kSuccess : kFailed;
}

int runTrace(const TraceArguments& arguments)
{
    if (arguments.schedules)
        return replaySchedules(arguments);
    const std::string& first = arguments.files.front();
    if (!first.ends_with(".json"))
        return traceSession(arguments);
    const auto trace = readTraceInput(arguments.files);
    return trace ? writeTo(arguments, *trace, traceName(first)) : report(trace.error());
}

} // namespace

void addTraceCommand(CLI::App& app, int& exitCode)
{
    const auto arguments = std::make_shared<TraceArguments>();
    CLI::App* command =
        app.add_subcommand("trace", "Record a trace for `simulate` from a session, or import case files");
    command->add_option("session", arguments->files, "Session (.jackdaw), or the case files (.json) of one set")
        ->required();
    command->add_option("-o,--out", arguments->out, "Trace to write; NAME.trace.json in the working folder otherwise");
    command->add_flag("--schedules", arguments->schedules,
                      "Replay a file of published schedules and say how far it is off");
    command->callback([arguments, &exitCode] { exitCode = runTrace(*arguments); });
}

} // namespace jackdaw::cli
