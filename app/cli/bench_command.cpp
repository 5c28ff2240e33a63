// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_command.h"

#include "app/cli/exit_codes.h"
#include "engine/base/random.h"
#include "engine/scheduling/planner.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::scheduling;

constexpr std::size_t kConfigurations = 18;
constexpr double kSeconds = 200.0;
constexpr double kStreamsPerGpu = 10.0;
constexpr std::uint32_t kOwner = 0;

struct BenchArguments {
    int repeats = 5;
    std::size_t most = 1000;
    bool json = false;
};

struct BenchRow {
    std::string planner;
    std::size_t streams = 0;
    double gpus = 0.0;
    double milliseconds = 0.0; ///< median of the repeats, processor time
};

/// Costs and accuracies in the range of the profiles that Ekya's authors published.
WindowProblem madeUpProblem(std::size_t streams, double gpus)
{
    RandomStream random(42, kOwner, RandomPurpose::Planning);
    WindowProblem problem;
    for (std::size_t v = 0; v < streams; ++v) {
        StreamProblem stream;
        stream.camera = CameraId{static_cast<std::uint32_t>(v)};
        stream.name = "stream " + std::to_string(v);
        stream.startAccuracy = Estimate::exact(random.uniform(0.4, 0.9));
        stream.inference = {Share{0.25}, {1, 2, 4, 10, 20}, {1, 0.78, 0.6, 0.15, 0.04}, {}};
        for (std::size_t i = 0; i < kConfigurations; ++i)
            stream.options.push_back({ConfigurationId{static_cast<std::uint32_t>(i)}, std::to_string(i),
                                      Estimate::exact(random.uniform(4.0, 300.0)),
                                      Estimate::exact(random.uniform(0.7, 0.97)), 0.0});
        problem.streams.push_back(std::move(stream));
    }
    problem.devices = {{DeviceId{0}, gpus, 0.0}};
    problem.seconds = kSeconds;
    return problem;
}

double milliseconds(const Planner& planner, const WindowProblem& problem, int repeats)
{
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        const std::clock_t began = std::clock();
        const Plan plan = planner.plan(problem);
        times.push_back(1e3 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
        if (plan.steps.empty())
            return -1.0;
    }
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

BenchRow measure(const std::string& name, std::size_t streams, double gpus, int repeats)
{
    const auto planner = std::move(*makePlanner(name, {false, FreedShare::OwnInference}));
    return {name, streams, gpus, milliseconds(*planner, madeUpProblem(streams, gpus), repeats)};
}

std::vector<BenchRow> measureAll(const BenchArguments& arguments)
{
    std::vector<BenchRow> rows;
    for (const char* name : {"uniform(3,0.5)", "thief", "thief-reference", "exact", "jackdaw"})
        rows.push_back(measure(name, 10, 8.0, arguments.repeats));
    for (const std::size_t streams : {10U, 20U, 50U, 100U, 200U, 500U, 1000U})
        if (streams <= arguments.most)
            rows.push_back(
                measure("jackdaw", streams, static_cast<double>(streams) / kStreamsPerGpu, arguments.repeats));
    return rows;
}

void writeRows(const std::vector<BenchRow>& rows, bool json)
{
    auto list = nlohmann::ordered_json::array();
    if (!json)
        std::cout
            << "planner           streams    GPUs          ms  (18 configurations, quantum 0.1, processor time)\n";
    for (const BenchRow& row : rows) {
        if (json)
            list.push_back({{"planner", row.planner},
                            {"streams", row.streams},
                            {"gpus", row.gpus},
                            {"milliseconds", row.milliseconds}});
        else
            std::cout << std::left << std::setw(18) << row.planner << std::right << std::setw(7) << row.streams
                      << std::setw(8) << row.gpus << std::fixed << std::setprecision(3) << std::setw(12)
                      << row.milliseconds << std::defaultfloat << "\n";
    }
    if (json)
        std::cout << list.dump(2) << "\n";
}

} // namespace

void addBenchCommand(CLI::App& app, int& exitCode)
{
    auto arguments = std::make_shared<BenchArguments>();
    CLI::App* command = app.add_subcommand("bench", "Measure how long the planners take");
    command->add_option("--repeats", arguments->repeats, "Plans per figure; the median is shown")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--streams", arguments->most, "Largest number of streams of the growth curve")
        ->check(CLI::Range(10, 1000))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "The figures as JSON");
    command->callback([arguments, &exitCode] {
        writeRows(measureAll(*arguments), arguments->json);
        exitCode = kSuccess;
    });
}

} // namespace jackdaw::cli
