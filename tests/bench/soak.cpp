// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "tests/support/fake_run.h"
#include "tests/support/gappy_feed.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

/// Hours of eight cameras in device time, each of which fails at random, with fake students on fake streets. Says by
/// the hour what memory, session and open handles come to, and ends with 1 unless they are level.
///
///     soak [HOURS [SEED]]
namespace {

using namespace jackdaw;
using namespace jackdaw::testing;

constexpr std::uint32_t kCameras = 8;
constexpr std::uint32_t kWindowsPerHour = 18;
constexpr std::size_t kMostGrowth = 16 << 20; ///< bytes allocated, from the run's middle to its end
constexpr double kMostBytesPerCameraHour = 50e6;

struct Outages {
    std::vector<std::vector<Gap>> gaps; ///< by camera
    std::size_t count = 0;
    double seconds = 0.0;
};

/// A camera works for 1 to 40 minutes and is away for 2 s to 5 min.
Outages drawOutages(std::uint64_t seed, double length)
{
    Outages outages;
    for (std::uint32_t camera = 0; camera < kCameras; ++camera) {
        RandomStream random(seed, camera, RandomPurpose::Test);
        std::vector<Gap> gaps;
        for (double at = random.uniform(0.0, 2400.0); at < length; at += random.uniform(60.0, 2400.0)) {
            const double away = random.uniform(2.0, 300.0);
            gaps.push_back({fromSeconds(at), fromSeconds(at + away)});
            outages.seconds += away;
            at += away;
        }
        outages.count += gaps.size();
        outages.gaps.push_back(std::move(gaps));
    }
    return outages;
}

FakeOutcome runWithOutages(const std::filesystem::path& folder, std::uint32_t windows, const Outages& outages)
{
    const auto settings = fakeSettings(folder, kCameras, windows);
    if (const Status prepared = prepareFakeRun(settings); !prepared)
        return {.status = prepared};
    return runFake(settings, folder / "soak.jackdaw", {}, [&](runtime::RunParts& parts) {
        for (std::size_t i = 0; i < parts.cameras.size(); ++i)
            parts.cameras[i].feed = std::make_unique<GappyFeed>(std::move(parts.cameras[i].feed), outages.gaps[i]);
    });
}

void printHours(const FakeOutcome& outcome)
{
    std::printf("%5s %14s %15s %12s %8s\n", "hour", "resident (MB)", "allocated (MB)", "session (MB)", "handles");
    for (std::size_t window = kWindowsPerHour - 1; window < outcome.closed.size(); window += kWindowsPerHour)
        std::printf("%5zu %14.1f %15.1f %12.1f %8zu\n", (window + 1) / kWindowsPerHour,
                    static_cast<double>(outcome.resident[window]) / 1e6,
                    static_cast<double>(outcome.allocated[window]) / 1e6,
                    static_cast<double>(outcome.sessionBytes[window]) / 1e6, outcome.handles[window]);
}

/// Most in the windows between two parts of the whole, from 0 to 1.
std::size_t mostIn(const std::vector<std::size_t>& values, double from, double to)
{
    const auto at = [&](double part) {
        return values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size()));
    };
    return *std::max_element(at(from), at(to));
}

/// What is not level; empty where all is. Samples, rehearsal, series and the views' log fill up in the first half.
std::string complaint(const FakeOutcome& outcome, std::uint32_t windows)
{
    if (outcome.closed.size() != windows)
        return "only " + std::to_string(outcome.closed.size()) + " windows were closed";
    if (mostIn(outcome.allocated, 0.75, 1.0) > mostIn(outcome.allocated, 0.5, 0.75) + kMostGrowth)
        return "memory grew by more than 16 MiB in the last quarter";
    if (mostIn(outcome.handles, 0.75, 1.0) > mostIn(outcome.handles, 0.0, 0.5))
        return "more handles are open at the end";
    const double cameraHours = static_cast<double>(kCameras * windows) / kWindowsPerHour;
    if (static_cast<double>(outcome.sessionBytes.back()) > kMostBytesPerCameraHour * cameraHours)
        return "the session takes more than 50 MB for an hour of a camera";
    return {};
}

int soak(std::uint32_t hours, std::uint64_t seed)
{
    const auto folder = std::filesystem::temp_directory_path() / ("soak-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const std::uint32_t windows = hours * kWindowsPerHour;
    const Outages outages = drawOutages(seed, 3600.0 * hours);
    const FakeOutcome outcome = runWithOutages(folder, windows, outages);
    std::filesystem::remove_all(folder);
    if (!outcome.status) {
        std::fprintf(stderr, "Error: %s\n", outcome.status.error().text().c_str());
        return 1;
    }
    printHours(outcome);
    std::printf("%u cameras, seed %llu: %zu outages, %.1f camera hours without pictures; %llu events\n", kCameras,
                static_cast<unsigned long long>(seed), outages.count, outages.seconds / 3600.0,
                static_cast<unsigned long long>(outcome.events));
    const std::string why = complaint(outcome, windows);
    std::printf("%s\n", why.empty() ? "Memory, session and handles are level." : ("Not level: " + why + ".").c_str());
    return why.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const int hours = argc > 1 ? std::atoi(argv[1]) : 1;
    const int seed = argc > 2 ? std::atoi(argv[2]) : 1;
    if (argc > 3 || hours < 1 || hours > 1000) {
        std::fprintf(stderr, "Usage: soak [HOURS [SEED]], 1 to 1000 hours\n");
        return 2;
    }
    return soak(static_cast<std::uint32_t>(hours), static_cast<std::uint64_t>(seed));
}
