// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/camera_look.h"

#include "engine/base/signal.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jackdaw::video {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kGlance = std::chrono::milliseconds(100);

void take(CameraFeed& feed, Nanoseconds now, CameraLook& look)
{
    std::vector<VideoFrame> frames;
    const FeedState state = feed.poll(now, frames);
    if (look.pictures == 0 && !frames.empty())
        look.firstTime = frames.front().sourceTime;
    look.pictures += frames.size();
    if (!frames.empty())
        look.last = std::move(frames.back());
    look.interruption = state.kind == FeedState::Kind::Interrupted ? state.reason : std::string();
    look.info = feed.info();
    for (VideoFault& fault : feed.takeFaults())
        look.faults.push_back(std::move(fault));
}

} // namespace

double CameraLook::perSecond() const
{
    const double span = toSeconds(last.sourceTime - firstTime);
    return pictures > 1 && span > 0.0 ? static_cast<double>(pictures - 1) / span : 0.0;
}

Result<CameraLook> lookAtCamera(const CameraSettings& settings, double seconds, const std::stop_token& stop,
                                const std::function<void(const CameraLook&)>& seen)
{
    const auto feed = openFeed(settings);
    if (!feed)
        return tl::unexpected(feed.error());
    Signal wake;
    (*feed)->setWake([&wake] { wake.notify(); });
    CameraLook look;
    look.info = (*feed)->info();
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::duration_cast<Clock::duration>(fromSeconds(seconds));
    auto told = begin;
    while (Clock::now() < end && !(*feed)->ended() && !stop.stop_requested()) {
        take(**feed, Clock::now() - begin, look);
        if (seen && Clock::now() - told >= kGlance) {
            told = Clock::now();
            seen(look);
        }
        wake.waitUntil(std::min(end, Clock::now() + kGlance), stop);
    }
    (*feed)->setWake({});
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The camera was not looked at to the end.");
    if (look.pictures == 0)
        return fail(ErrorCode::Io,
                    look.interruption.empty() ? "'" + settings.source + "' gave no picture." : look.interruption);
    return look;
}

} // namespace jackdaw::video
