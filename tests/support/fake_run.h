// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/profiling/cost_table.h"
#include "engine/runtime/open_run.h"
#include "engine/runtime/run_loop.h"
#include "tests/support/fake_learner.h"

#include <cstdio>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <malloc.h>
#include <unistd.h>

/// Whole runs on fake streets: everything is real but pictures and tensors.
namespace jackdaw::testing {

inline learning::TrainingConfiguration fakeConfiguration(std::string name, learning::TrainedLayers layers,
                                                         double epochs)
{
    learning::TrainingConfiguration made;
    made.name = std::move(name);
    made.layers = layers;
    made.epochs = epochs;
    return made;
}

/// Cameras at 5 frames/s and windows of 200 s under device time; the files lie in \p folder, where prepareFakeRun()
/// puts them.
inline runtime::RunSettings fakeSettings(const std::filesystem::path& folder, std::uint32_t cameras,
                                         std::uint32_t windows)
{
    using learning::TrainedLayers;
    runtime::RunSettings settings;
    settings.name = "fake streets";
    settings.classes = {"car", "bus"};
    settings.configurations = {fakeConfiguration("whole, 4 epochs", TrainedLayers::Whole, 4),
                               fakeConfiguration("whole, 12 epochs", TrainedLayers::Whole, 12),
                               fakeConfiguration("upper, 4 epochs", TrainedLayers::Upper, 4),
                               fakeConfiguration("upper, 12 epochs", TrainedLayers::Upper, 12)};
    settings.windows = windows;
    settings.windowLength = FakeStreet::kFrames * FakeStreet::kInterval;
    settings.clock = ClockKind::Device;
    settings.costTable = folder / "costs.json";
    for (std::uint32_t i = 0; i < cameras; ++i) {
        runtime::CameraRun camera;
        camera.settings.id = CameraId{i};
        camera.settings.name = "camera " + std::to_string(i);
        camera.settings.source = "fake street " + std::to_string(i);
        camera.settings.loop = true;
        camera.goldenLabels = folder / ("camera-" + std::to_string(i) + ".csv");
        settings.cameras.push_back(std::move(camera));
    }
    return settings;
}

/// Seconds of every shape that a fake run is charged for; near those of the point detector on one thread.
inline Status prepareFakeRun(const runtime::RunSettings& settings)
{
    for (const runtime::CameraRun& camera : settings.cameras)
        FakeStreet::writeLabels(camera.goldenLabels->string(), settings.classes, camera.settings.id.value);
    profiling::CostTable costs({{"label/file", 0.08},
                                {"infer/fake", 0.008},
                                {"prepare/fake", 0.02},
                                {"train/whole/fake", 0.12},
                                {"train/upper/fake", 0.04}});
    costs.device = "fake";
    return costs.save(settings.costTable);
}

/// Bytes of this process that are in memory, what it shares with others left out.
inline std::size_t residentBytes()
{
    long pages = 0;
    long shared = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %ld %ld", &pages, &shared) != 2)
            pages = 0;
        std::fclose(file);
    }
    return static_cast<std::size_t>(std::max(0L, pages - shared)) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Bytes that this process has allocated and not freed; 0 where a sanitizer keeps the books.
inline std::size_t allocatedBytes()
{
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Files, pipes and sockets that this process has open.
inline std::size_t openHandles()
{
    const std::filesystem::directory_iterator handles("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(handles), end(handles)));
}

/// What a fake run came to.
struct FakeOutcome {
    Status status;
    std::vector<WindowClosed> closed;
    std::vector<std::size_t> resident; ///< bytes when each window closed
    std::vector<std::size_t> allocated;
    std::vector<std::size_t> handles;
    std::vector<std::uintmax_t> sessionBytes; ///< with what SQLite has not moved into the file yet
    FakeTallies tallies;
    std::uint64_t events = 0;
};

inline std::uintmax_t sizeOfSession(const std::filesystem::path& session)
{
    std::uintmax_t bytes = 0;
    for (const char* part : {"", "-wal"}) {
        std::error_code missing;
        if (const auto size = std::filesystem::file_size(session.string() + part, missing); !missing)
            bytes += size;
    }
    return bytes;
}

/// Runs \p settings into \p session on the calling thread; events are taken from the live channel as they come. Feeds
/// and learners of \p suppliers are replaced by fake ones. \p change is done to what was opened.
inline FakeOutcome runFake(const runtime::RunSettings& settings, const std::filesystem::path& session,
                           runtime::Suppliers suppliers = {},
                           const std::function<void(runtime::RunParts&)>& change = {})
{
    FakeOutcome outcome;
    suppliers.feed = [&](const auto& camera) { return openFakeFeed(camera, outcome.tallies.pictures); };
    suppliers.learner = [&](const auto&, const auto&) { return std::make_shared<FakeLearner>(outcome.tallies); };
    auto parts = runtime::openRun(settings, session, suppliers);
    if (!parts) {
        outcome.status = tl::unexpected(parts.error());
        return outcome;
    }
    if (change)
        change(*parts);
    runtime::LiveChannel channel(settings.cameras.size());
    std::vector<Event> taken;
    parts->writer->setListener([&](const Event& event) {
        channel.push(event);
        taken.clear();
        outcome.events += channel.poll(taken, 1);
        if (const auto* window = std::get_if<WindowClosed>(&event.body)) {
            outcome.closed.push_back(*window);
            outcome.resident.push_back(residentBytes());
            outcome.allocated.push_back(allocatedBytes());
            outcome.handles.push_back(openHandles());
            outcome.sessionBytes.push_back(sizeOfSession(session));
        }
    });
    Signal wake;
    runtime::CommandQueue commands(wake);
    outcome.status = runtime::RunLoop(std::move(*parts), channel, commands, wake).run({});
    return outcome;
}

} // namespace jackdaw::testing
