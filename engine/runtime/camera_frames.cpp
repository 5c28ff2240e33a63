// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_session.h"

#include <utility>

/// A camera's frames as they come, and what happens when they do not.
namespace jackdaw::runtime {

void CameraSession::pump(Nanoseconds due, LiveChannel& channel)
{
    if ((!hasFeed() && !mayReturn()) || (m_nextFrame && *m_nextFrame > due))
        return;
    std::vector<VideoFrame> frames;
    const video::FeedState feed = m_source.feed->poll(due, frames);
    recordFaults();
    if (!frames.empty() && !hasFeed())
        comeBack(due);
    for (VideoFrame& frame : frames)
        admit(std::move(frame), &frame == &frames.back(), channel);
    m_nextFrame.reset();
    if (feed.kind == video::FeedState::Kind::Ready)
        m_nextFrame = feed.nextFrame;
    else if (feed.kind == video::FeedState::Kind::Waiting && feed.waited > m_source.run.settings.patience)
        m_source.feed->giveUp();
    else if (feed.kind == video::FeedState::Kind::Interrupted && hasFeed())
        lose(feed.reason);
    else if (feed.kind == video::FeedState::Kind::Ended && hasFeed())
        lose(m_source.feed->ended()->reason);
}

void CameraSession::recordFaults()
{
    for (VideoFault& fault : m_source.feed->takeFaults()) {
        fault.camera = m_id;
        m_services.recorder.record(std::move(fault));
    }
    if (!m_source.feed->clipsStopped())
        m_services.recorder.clipsKept(m_id);
}

/// A live camera gives pictures again, or its first ones.
void CameraSession::comeBack(Nanoseconds now)
{
    if (!m_isAnnounced)
        announce();
    const Nanoseconds gap = now - m_lastFrame;
    m_services.recorder.record(CameraRecovered{m_id, name() + " gives pictures again.", gap});
    take(m_serving.student() ? CameraStep::FeedBackWithStudent : CameraStep::FeedBack);
    m_news = CameraNews{.reason = name() + " gives pictures again."};
}

void CameraSession::admit(VideoFrame frame, bool newest, LiveChannel& channel)
{
    m_lastFrame = frame.time;
    channel.post(m_id, frame);
    m_labels.offer(frame, m_serving.isTaught());
    m_serving.offer(std::move(frame), newest);
}

/// Without frames there is nothing to serve: what is under way for the camera ends, but for labels of its last frames.
void CameraSession::lose(const std::string& reason)
{
    const auto end = m_source.feed->ended();
    m_ended = end && end->regular;
    m_services.recorder.record(CameraLost{m_id, reason, m_ended});
    std::vector<JobId> jobs = unplannedJobs();
    for (const auto& job : {profiling(), retraining()}) {
        if (job)
            jobs.push_back(*job);
    }
    std::erase(jobs, sampling());
    for (const JobId job : jobs)
        m_services.devices.end(job, "Its camera is lost.");
    m_ending.reset();
    m_serving.stopLoading();
    m_serving.forgetCounts(m_services.clock.now());
    endOfFrames();
    take(CameraStep::FeedLost);
    m_round.giveUp();
    m_news = CameraNews{.reason = name() + " gives no more frames."};
}

} // namespace jackdaw::runtime
