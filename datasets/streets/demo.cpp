// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/streets/demo_maker.h"
#include "datasets/streets/street_renderer.h"
#include "engine/video/video_writer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

#include <opencv2/core/utility.hpp>
#include <unistd.h>

namespace jackdaw::datasets {

namespace {

namespace fs = std::filesystem;

/// Changes whenever the same seed would give other bytes.
constexpr int kDemoVersion = 2;
constexpr const char* kMarker = "demo.version";
constexpr int kQuality = 25;
/// Names no class, and is no traffic label's name for "some vehicle" either: readers ignore such objects.
constexpr const char* kIgnored = "ignored";

/// One thread per camera is enough: OpenCV's own threads only get in the way. The setting is the process's.
class OpenCvOnOneThread {
public:
    OpenCvOnOneThread() : m_before(cv::getNumThreads()) { cv::setNumThreads(1); }
    ~OpenCvOnOneThread() { cv::setNumThreads(m_before); }
    OpenCvOnOneThread(const OpenCvOnOneThread&) = delete;
    OpenCvOnOneThread& operator=(const OpenCvOnOneThread&) = delete;

private:
    int m_before;
};

std::string markerText(const std::vector<DemoCamera>& cameras, std::uint64_t seed)
{
    std::string text = "jackdaw demo " + std::to_string(kDemoVersion) + " seed " + std::to_string(seed);
    for (const auto& camera : cameras)
        text += " " + camera.file + " " + std::to_string(camera.street.seconds);
    return text + "\n";
}

std::optional<std::string> readText(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

Status writeText(const fs::path& file, const std::string& text)
{
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The file " + file.string() + " of the demo cannot be written.",
                    "Check the disk's free space and the folder's permissions.");
    return {};
}

/// A row per object. A picture without objects gets a row without a class, which says that it was labelled.
void appendRows(std::string& text, std::int64_t frame, const vision::FrameLabels& truth,
                const std::vector<std::string>& classes)
{
    char row[160];
    const auto add = [&](const char* name, const Box& box) {
        std::snprintf(row, sizeof row, "%lld,%s,1,%.1f,%.1f,%.1f,%.1f\n", static_cast<long long>(frame), name, box.x1,
                      box.y1, box.x2, box.y2);
        text += row;
    };
    for (const auto& object : truth) {
        std::size_t label = 0;
        while (label < classes.size() && (object.allowedClasses >> label & 1U) == 0)
            ++label;
        add(object.isIgnored() ? kIgnored : classes[label].c_str(), object.box);
    }
    if (truth.empty())
        text += std::to_string(frame) + ",,,,,,\n";
}

/// Films one camera into \p folder; counts its frames in \p done.
Status film(const DemoCamera& camera, const fs::path& folder, std::atomic<std::int64_t>& done,
            const std::atomic<bool>& stop)
{
    const StreetSettings& street = camera.street;
    const auto frames = static_cast<std::int64_t>(street.seconds * street.framesPerSecond);
    auto writer = video::VideoWriter::create((folder / (camera.file + ".mp4")).string(),
                                             {street.width, street.height, street.framesPerSecond, kQuality});
    if (!writer)
        return tl::unexpected<Error>(writer.error());
    StreetRenderer renderer(street);
    std::string rows = "frame,class,score,x1,y1,x2,y2\n";
    const auto classes = defaultSettings().classes;
    for (std::int64_t i = 0; i < frames; ++i) {
        if (stop)
            return fail(ErrorCode::Cancelled, "The demo was not finished because another camera failed.");
        const auto picture = renderer.render(i);
        if (auto written = (*writer)->write(picture.frame); !written)
            return written;
        appendRows(rows, i, picture.truth, classes);
        ++done;
    }
    if (auto finished = (*writer)->finish(); !finished)
        return finished;
    return writeText(folder / (camera.file + ".csv"), rows);
}

/// Cameras side by side; \p progress is called by this thread only.
Status filmAll(const std::vector<DemoCamera>& cameras, const fs::path& folder,
               const std::function<void(double)>& progress)
{
    std::atomic<std::int64_t> done{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t finished = 0;
    Status outcome;
    double frames = 0.0;
    std::vector<std::jthread> threads;
    for (const auto& camera : cameras) {
        frames += camera.street.seconds * camera.street.framesPerSecond;
        threads.emplace_back([&, &own = camera] {
            auto filmed = film(own, folder, done, stop);
            const std::lock_guard lock(mutex);
            if (!filmed && outcome)
                outcome = std::move(filmed);
            stop = stop || !outcome;
            ++finished;
            changed.notify_one();
        });
    }
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, std::chrono::milliseconds(100), [&] { return finished == cameras.size(); })) {
        if (progress)
            progress(static_cast<double>(done) / frames);
    }
    return outcome;
}

/// The demo takes the place of \p folder at once and whole.
Status moveInto(const fs::path& made, const fs::path& folder, const std::string& marker)
{
    std::error_code error;
    if (fs::exists(folder / kMarker) || fs::is_empty(folder, error))
        fs::remove_all(folder, error);
    fs::rename(made, folder, error);
    if (!error || readText(folder / kMarker) == marker)
        return {};
    return fail(ErrorCode::Io, "The demo cannot be put into " + folder.string() + ": " + error.message() + ".",
                "Choose a folder that does not exist yet.");
}

/// The marker is written last, and a demo that lost a file since is not whole either.
bool isWhole(const fs::path& folder, const std::vector<DemoCamera>& cameras, const std::string& marker)
{
    const auto hasFiles = [&](const DemoCamera& camera) {
        return fs::exists(folder / (camera.file + ".mp4")) && fs::exists(folder / (camera.file + ".csv"));
    };
    return readText(folder / kMarker) == marker && fs::exists(folder / "demo.json")
        && std::all_of(cameras.begin(), cameras.end(), hasFiles);
}

Status makeIn(const fs::path& folder, const std::vector<DemoCamera>& cameras, std::uint64_t seed,
              const std::function<void(double)>& progress)
{
    const OpenCvOnOneThread alone;
    if (auto filmed = filmAll(cameras, folder, progress); !filmed)
        return filmed;
    if (auto written = writeText(folder / "demo.json", scenarioJson(demoScenario(cameras, seed))); !written)
        return written;
    return writeText(folder / kMarker, markerText(cameras, seed));
}

/// Makes the demo beside \p target first.
Status makeBeside(const fs::path& target, const std::vector<DemoCamera>& cameras, std::uint64_t seed,
                  const std::function<void(double)>& progress)
{
    const fs::path making = target.string() + ".making-" + std::to_string(::getpid());
    fs::remove_all(making);
    fs::create_directories(making);
    auto made = makeIn(making, cameras, seed, progress);
    if (made)
        made = moveInto(making, target, markerText(cameras, seed));
    std::error_code ignored;
    fs::remove_all(making, ignored);
    return made;
}

} // namespace

Status makeDemo(const fs::path& folder, const std::vector<DemoCamera>& cameras, std::uint64_t seed,
                const std::function<void(double)>& progress)
{
    try {
        const fs::path target = fs::absolute(folder).lexically_normal();
        if (isWhole(target, cameras, markerText(cameras, seed)))
            return {};
        if (fs::exists(target) && !fs::exists(target / kMarker) && !fs::is_empty(target))
            return fail(ErrorCode::InvalidInput, "The folder " + target.string() + " holds other files than the demo.",
                        "Choose an empty folder or one that does not exist.");
        auto made = makeBeside(target, cameras, seed, progress);
        if (made && progress)
            progress(1.0);
        return made;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Io, "The demo cannot be made in " + folder.string() + ": " + error.what() + ".",
                    "Check the disk's free space and the folder's permissions.");
    }
}

Status makeDemo(const fs::path& folder, std::uint64_t seed, const std::function<void(double)>& progress)
{
    return makeDemo(folder, demoCameras(seed), seed, progress);
}

} // namespace jackdaw::datasets
