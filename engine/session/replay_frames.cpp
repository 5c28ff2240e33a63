// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/replay_frames.h"

#include "engine/session/media_identity.h"

namespace jackdaw::session {

ReplayFrames::ReplayFrames(std::shared_ptr<FrameProvider> provider, std::filesystem::path sessionFile) :
    m_provider(std::move(provider)), m_sessionFile(std::move(sessionFile))
{
}

std::optional<std::string> ReplayFrames::sourceOf(CameraId camera) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sources.find(camera);
    return found == m_sources.end() ? std::nullopt : std::optional(found->second);
}

void ReplayFrames::find(const std::vector<Event>& events)
{
    for (const Event& event : events) {
        const auto* camera = std::get_if<CameraAdded>(&event.body);
        if (!camera || !m_provider || sourceOf(camera->camera))
            continue;
        const auto source = findSource(*camera, m_sessionFile);
        // Asked for all the same: the provider says so when a picture is wanted, and may be told where it is. A live
        // camera's clips may still come.
        if (!source && (!camera->live || source.error().code != ErrorCode::NotFound))
            m_provider->refuse(*camera, source.error());
        const std::string& recorded = camera->live ? camera->clips : camera->source;
        const std::lock_guard lock(m_mutex);
        m_sources[camera->camera] = source ? source->string() : recorded;
    }
}

void ReplayFrames::see(const Event& event)
{
    if (const auto* added = std::get_if<CameraAdded>(&event.body)) {
        Camera& camera = m_cameras[added->camera];
        camera.source = sourceOf(added->camera).value_or(added->source);
        camera.dropped = DroppedFrames(added->framesPerSecond > 0.0 ? added->speed / added->framesPerSecond : 0.0);
    } else if (const auto* dropped = std::get_if<FrameDropped>(&event.body)) {
        // Its picture was shown all the same.
        Camera& camera = m_cameras[dropped->camera];
        camera.wanted = camera.dropped.place(*dropped, event.time);
    } else if (const auto* frame = std::get_if<FrameIndexed>(&event.body)) {
        Camera& camera = m_cameras[frame->camera];
        camera.dropped.see(*frame);
        camera.wanted =
            FrameIndexed{frame->camera, frame->frame, frame->sourceTime, frame->frameTime, frame->weights, {}};
    }
}

void ReplayFrames::request()
{
    for (auto& [id, camera] : m_cameras) {
        if (!camera.wanted || !m_provider)
            continue;
        const FrameIndexed& frame = *camera.wanted;
        m_provider->request(id, camera.source, frame.frame, frame.sourceTime);
        camera.due[frame.frame] = frame.frameTime;
        camera.wanted.reset();
    }
}

std::optional<VideoFrame> ReplayFrames::take(CameraId camera)
{
    std::optional<VideoFrame> picture = m_provider ? m_provider->take(camera) : std::nullopt;
    if (!picture)
        return std::nullopt;
    auto& due = m_cameras[camera].due;
    const auto asked = due.find(picture->index);
    if (asked == due.end())
        return std::nullopt;
    picture->time = asked->second;
    // Older requests were overtaken.
    std::erase_if(due, [&](const auto& entry) { return entry.second < picture->time; });
    return picture;
}

void ReplayFrames::reset()
{
    for (auto& [id, camera] : m_cameras) {
        camera.wanted.reset();
        camera.due.clear();
        camera.dropped.forget();
    }
}

} // namespace jackdaw::session
