// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_files.h"

#include "datasets/scenario/scenario.h"
#include "engine/base/text_file.h"
#include "engine/video/video_writer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include <opencv2/core/utility.hpp>

namespace jackdaw::datasets {

namespace {

namespace fs = std::filesystem;

constexpr int kQuality = 25;
/// Names no class, and is no traffic label's name for "some vehicle" either: readers ignore such objects.
constexpr const char* kIgnored = "ignored";
constexpr const char* kScenario = "streets.json";

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

/// Films cameras one after the other on each of its threads.
class FilmCrew {
public:
    FilmCrew(const std::vector<StreetCamera>& cameras, fs::path folder) :
        m_cameras(cameras), m_folder(std::move(folder))
    {
    }

    Status run(std::size_t threads, const std::function<void(double)>& progress, const std::stop_token& stop);

private:
    void work();
    Status film(const StreetCamera& camera);

    const std::vector<StreetCamera>& m_cameras;
    fs::path m_folder;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::int64_t> m_frames{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_working = 0;
    Status m_outcome;
};

Status FilmCrew::film(const StreetCamera& camera)
{
    StreetSettings street = camera.street;
    street.blocks = false;
    const auto frames = static_cast<std::int64_t>(street.seconds * street.framesPerSecond);
    auto writer = video::VideoWriter::create((m_folder / (camera.file + ".mp4")).string(),
                                             {street.width, street.height, street.framesPerSecond, kQuality});
    if (!writer)
        return tl::unexpected<Error>(writer.error());
    StreetRenderer renderer(street);
    std::string rows = "frame,class,score,x1,y1,x2,y2\n";
    for (std::int64_t i = 0; i < frames; ++i) {
        if (m_stop)
            return fail(ErrorCode::Cancelled, "The streets were not filmed to their end.");
        const auto picture = renderer.render(i);
        if (auto written = (*writer)->write(picture.frame); !written)
            return written;
        appendRows(rows, i, picture.truth, street.classes);
        ++m_frames;
    }
    if (auto finished = (*writer)->finish(); !finished)
        return finished;
    return writeText(m_folder / (camera.file + ".csv"), rows);
}

void FilmCrew::work()
{
    for (std::size_t i = m_next++; i < m_cameras.size() && !m_stop; i = m_next++) {
        auto filmed = film(m_cameras[i]);
        const std::lock_guard lock(m_mutex);
        if (!filmed && m_outcome)
            m_outcome = std::move(filmed);
        m_stop = m_stop || !m_outcome;
    }
    const std::lock_guard lock(m_mutex);
    --m_working;
    m_changed.notify_one();
}

Status FilmCrew::run(std::size_t threads, const std::function<void(double)>& progress, const std::stop_token& stop)
{
    double frames = 0.0;
    for (const auto& camera : m_cameras)
        frames += camera.street.seconds * camera.street.framesPerSecond;
    m_working = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(1, m_cameras.size()));
    std::vector<std::jthread> crew;
    for (std::size_t i = m_working; i > 0; --i)
        crew.emplace_back([this] { work(); });
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, std::chrono::milliseconds(100), [&] { return m_working == 0; })) {
        m_stop = m_stop || stop.stop_requested();
        if (progress)
            progress(static_cast<double>(m_frames) / frames);
    }
    if (m_outcome && m_stop)
        return fail(ErrorCode::Cancelled, "The streets were not filmed to their end.");
    return m_outcome;
}

/// Removes what was made unless it is kept.
class Draft {
public:
    explicit Draft(fs::path folder) : m_folder(std::move(folder)), m_existed(fs::exists(m_folder))
    {
        fs::create_directories(m_folder);
    }
    ~Draft()
    {
        std::error_code ignored;
        if (m_isKept)
            return;
        for (const auto& entry : fs::directory_iterator(m_folder, ignored))
            fs::remove_all(entry, ignored);
        if (!m_existed)
            fs::remove(m_folder, ignored);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    void keep() { m_isKept = true; }

private:
    fs::path m_folder;
    bool m_existed;
    bool m_isKept = false;
};

} // namespace

Status filmCameras(const std::vector<StreetCamera>& cameras, const fs::path& folder, std::size_t threads,
                   const std::function<void(double)>& progress, const std::stop_token& stop)
{
    const OpenCvOnOneThread alone;
    return FilmCrew(cameras, folder).run(threads, progress, stop);
}

Result<FilmedStreets> filmStreets(const StreetScript& script, const fs::path& folder, std::size_t threads,
                                  const std::function<void(double)>& progress, const std::stop_token& stop)
{
    try {
        if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)))
            return fail(ErrorCode::InvalidInput, "The folder " + folder.string() + " is not empty.",
                        "Choose an empty folder or one that does not exist.");
        Draft draft(folder);
        FilmedStreets filmed{folder / kScenario, streetCameras(script, streetClassNames())};
        if (auto made = filmCameras(filmed.cameras, folder, threads, progress, stop); !made)
            return tl::unexpected<Error>(made.error());
        const auto scenario = scenarioJson(streetScenario(script, filmed.cameras));
        if (auto written = writeText(filmed.scenario, scenario); !written)
            return tl::unexpected<Error>(written.error());
        draft.keep();
        if (progress)
            progress(1.0);
        return filmed;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Io, "The streets cannot be filmed into " + folder.string() + ": " + error.what() + ".",
                    "Check the disk's free space and the folder's permissions.");
    }
}

} // namespace jackdaw::datasets
