// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/replay_frames.h"

namespace jackdaw::window {
namespace {

/// Reading this many pictures on is quicker than a seek, which decodes from the last key frame.
constexpr std::int64_t kReadOn = 60;

} // namespace

ReplayFrames::ReplayFrames() : m_thread([this](std::stop_token stop) { run(stop); })
{
}

ReplayFrames::~ReplayFrames() = default;

void ReplayFrames::request(CameraId camera, const std::string& source, std::int64_t frame, Nanoseconds sourceTime)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_faults.contains(source))
            return;
        m_requests[camera] = {source, frame, sourceTime};
    }
    m_asked.notify_one();
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
            std::optional<VideoFrame> frame = read(readings[camera], request);
            if (!frame)
                continue;
            const std::lock_guard lock(m_mutex);
            m_ready[camera] = std::move(*frame);
        }
    }
}

bool ReplayFrames::open(Reading& reading, const Request& request)
{
    if (reading.reader && reading.source == request.source)
        return true;
    auto opened = video::VideoReader::open(request.source);
    if (!opened) {
        noteFault(request.source, opened.error());
        return false;
    }
    reading = {request.source, std::move(*opened), -1};
    return true;
}

std::optional<VideoFrame> ReplayFrames::read(Reading& reading, const Request& request)
{
    if (!open(reading, request))
        return std::nullopt;
    const bool near = reading.next >= 0 && request.frame >= reading.next && request.frame < reading.next + kReadOn;
    if (!near) {
        if (const Status sought = reading.reader->seek(request.sourceTime); !sought) {
            noteFault(request.source, sought.error());
            return std::nullopt;
        }
    }
    while (true) {
        auto frame = reading.reader->next();
        if (!frame || !*frame) {
            // The end, or a broken place: the picture before it stays on screen.
            if (!frame)
                noteFault(request.source, frame.error());
            reading.next = -1;
            return std::nullopt;
        }
        reading.next = (*frame)->index + 1;
        if ((*frame)->index >= request.frame || !near)
            return std::move(**frame);
    }
}

void ReplayFrames::noteFault(const std::string& source, const Error& error)
{
    const std::lock_guard lock(m_mutex);
    if (m_faults.emplace(source, error.text()).second)
        m_newFaults.push_back(error.text());
}

} // namespace jackdaw::window
