// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/replay_frames.h"

#include <algorithm>

namespace jackdaw::window {
namespace {

/// Reading this many pictures on is quicker than a seek, which decodes from the last key frame.
constexpr std::int64_t kReadOn = 60;
constexpr Nanoseconds kBackFromEnd = std::chrono::seconds(1);
/// Times of kept clips are rounded to milliseconds.
constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);
/// What gave no pictures is tried again after this: clips of a run that goes on may still come.
constexpr std::chrono::seconds kRetry{5};

} // namespace

ReplayFrames::ReplayFrames() : m_thread([this](std::stop_token stop) { run(stop); })
{
}

ReplayFrames::~ReplayFrames() = default;

void ReplayFrames::request(CameraId camera, const std::string& source, std::int64_t frame, Nanoseconds sourceTime)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto place = m_places.find(camera);
        const std::string& found = place != m_places.end() ? place->second : source;
        const auto fault = m_faults.find(found);
        const bool waits = fault != m_faults.end() && std::chrono::steady_clock::now() < fault->second.since + kRetry;
        if (m_refused.contains(camera) || waits)
            return;
        m_sources[camera] = found;
        m_requests[camera] = {found, frame, sourceTime};
    }
    m_asked.notify_one();
}

void ReplayFrames::refuse(const CameraAdded& camera, const Error& error)
{
    const std::lock_guard lock(m_mutex);
    m_refused.insert_or_assign(camera.camera, Refused{camera, error});
}

std::vector<ReplayFrames::Refused> ReplayFrames::refused() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Refused> cameras;
    for (const auto& entry : m_refused)
        cameras.push_back(entry.second);
    return cameras;
}

std::optional<std::string> ReplayFrames::sourceOf(CameraId camera) const
{
    const std::lock_guard lock(m_mutex);
    const auto source = m_sources.find(camera);
    return source != m_sources.end() ? std::optional(source->second) : std::nullopt;
}

std::optional<std::string> ReplayFrames::placeOf(CameraId camera) const
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_places.find(camera);
    return place != m_places.end() ? std::optional(place->second) : std::nullopt;
}

void ReplayFrames::relocate(CameraId camera, const std::string& source)
{
    const std::lock_guard lock(m_mutex);
    m_refused.erase(camera);
    m_faults.erase(source);
    m_places[camera] = source;
}

std::optional<VideoFrame> ReplayFrames::take(CameraId camera)
{
    const std::lock_guard lock(m_mutex);
    const auto ready = m_ready.find(camera);
    if (ready == m_ready.end())
        return std::nullopt;
    VideoFrame frame = std::move(ready->second);
    m_ready.erase(ready);
    return frame;
}

std::vector<std::string> ReplayFrames::takeFaults()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_newFaults, {});
}

void ReplayFrames::run(std::stop_token stop)
{
    std::map<CameraId, Reading> readings;
    while (!stop.stop_requested()) {
        std::map<CameraId, Request> requests;
        {
            std::unique_lock lock(m_mutex);
            if (!m_asked.wait(lock, stop, [this] { return !m_requests.empty(); }))
                return;
            requests = std::exchange(m_requests, {});
        }
        for (const auto& [camera, request] : requests) {
            if (stop.stop_requested())
                return;
            std::optional<VideoFrame> frame = read(readings[camera], request, stop);
            if (!frame)
                continue;
            const std::lock_guard lock(m_mutex);
            m_ready[camera] = std::move(*frame);
        }
    }
}

bool ReplayFrames::open(Reading& reading, const Request& request, const std::stop_token& stop)
{
    if (reading.reader && reading.source == request.source)
        return true;
    auto opened = video::VideoReader::open(request.source, 25.0, stop);
    if (!opened) {
        noteFault(request.source, opened.error());
        return false;
    }
    reading = {request.source, std::move(*opened), -1};
    return true;
}

std::optional<VideoFrame> ReplayFrames::read(Reading& reading, const Request& request, const std::stop_token& stop)
{
    if (!open(reading, request, stop))
        return std::nullopt;
    const bool near = reading.reader->info().isNumbered && reading.next >= 0 && request.frame >= reading.next
        && request.frame < reading.next + kReadOn;
    if (near || seek(reading, request, request.sourceTime)) {
        if (auto frame = readUpTo(reading, request))
            return frame;
    }
    // Past the last picture, as a container's times may be: the last one stands.
    const Nanoseconds earlier = std::max(Nanoseconds{0}, request.sourceTime - kBackFromEnd);
    return seek(reading, request, earlier) ? readUpTo(reading, request) : std::nullopt;
}

bool ReplayFrames::seek(Reading& reading, const Request& request, Nanoseconds sourceTime)
{
    // The rate of a folder of images is not known here, but the number of the image is.
    const Status sought = reading.reader->seekFrame(request.frame, sourceTime);
    if (!sought)
        noteFault(request.source, sought.error());
    return sought.has_value();
}

/// The wanted picture, or the last one before the end or a broken place.
std::optional<VideoFrame> ReplayFrames::readUpTo(Reading& reading, const Request& request)
{
    std::optional<VideoFrame> newest;
    const bool isNumbered = reading.reader->info().isNumbered;
    const auto isEarlier = [&](const VideoFrame& frame) {
        return isNumbered ? frame.index < request.frame : frame.sourceTime + kRounding < request.sourceTime;
    };
    while (!newest || isEarlier(*newest)) {
        auto frame = reading.reader->next();
        if (!frame || !*frame) {
            if (!frame)
                noteFault(request.source, frame.error());
            reading.next = -1;
            return newest;
        }
        newest = std::move(**frame);
        reading.next = newest->index + 1;
    }
    if (!isNumbered)
        newest->index = request.frame;
    return newest;
}

void ReplayFrames::noteFault(const std::string& source, const Error& error)
{
    const std::lock_guard lock(m_mutex);
    const auto [fault, isNew] = m_faults.try_emplace(source);
    if (isNew)
        m_newFaults.push_back(error.text());
    fault->second = {error.text(), std::chrono::steady_clock::now()};
}

} // namespace jackdaw::window
