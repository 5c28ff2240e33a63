// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

constexpr std::uint32_t kCameras = 8;
constexpr std::uint32_t kWindowsPerHour = 18;

std::uint32_t wantedHours()
{
    const char* hours = std::getenv("JACKDAW_HOURS");
    return hours ? static_cast<std::uint32_t>(std::max(1, std::atoi(hours))) : 1;
}

/// Hours of eight cameras under device time, with fake students on fake streets: what memory and session grow by. One
/// hour, or as many as JACKDAW_HOURS says; JACKDAW_KEEP_SESSION names a file for the session.
void runForHours(benchmark::State& state)
{
    const std::uint32_t hours = wantedHours();
    const auto folder = std::filesystem::temp_directory_path() / ("long-run-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto session = folder / "hours.jackdaw";
    for (auto _ : state) {
        const auto settings = fakeSettings(folder, kCameras, hours * kWindowsPerHour);
        const Status prepared = prepareFakeRun(settings);
        const FakeOutcome outcome = prepared ? runFake(settings, session) : FakeOutcome{.status = prepared};
        if (!outcome.status)
            return state.SkipWithError(outcome.status.error().text().c_str());
        for (const std::uint32_t hour : {1U, 2U, 3U, 6U, 9U, 12U, 15U, 18U, 21U, 24U})
            if (hour * kWindowsPerHour <= outcome.resident.size())
                state.counters["resident_MB_at_hour_" + std::to_string(hour)] =
                    static_cast<double>(outcome.resident[hour * kWindowsPerHour - 1]) / 1e6;
        state.counters["allocated_MB_at_the_end"] = static_cast<double>(outcome.allocated.back()) / 1e6;
        state.counters["windows_closed"] = static_cast<double>(outcome.closed.size());
        state.counters["events"] = static_cast<double>(outcome.events);
        state.counters["MB_per_camera_hour"] =
            static_cast<double>(std::filesystem::file_size(session)) / 1e6 / (kCameras * hours);
        state.counters["most_pictures"] = outcome.tallies.pictures->most();
        state.counters["most_labelled_frames"] = outcome.tallies.kept->most();
        state.counters["most_weights"] = outcome.tallies.weights->most();
    }
    if (const char* keep = std::getenv("JACKDAW_KEEP_SESSION"))
        std::filesystem::copy_file(session, keep, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove_all(folder);
}
BENCHMARK(runForHours)->Unit(benchmark::kSecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);

} // namespace

BENCHMARK_MAIN();
