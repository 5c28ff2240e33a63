// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/clip_recorder.h"

#include <utility>

namespace jackdaw::video {
namespace {

constexpr AVRational kNanosecond{1, 1'000'000'000};
/// Time stamps that go back, or ahead by more, are a leap of the stream.
constexpr Nanoseconds kLeap = std::chrono::seconds(10);
/// No connection begins with more; some streams have no pace by which its end would be seen.
constexpr std::size_t kMostEarly = 500;

} // namespace

void ClipRecorder::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const Error broken = keepStream(stop);
        m_clips.endClip();
        if (stop.stop_requested())
            return;
        say("Of '" + m_stream.address + "' no clips are kept: " + broken.text());
        if (broken.code == ErrorCode::Unsupported)
            return; // it will be the same again
        const double random = std::uniform_real_distribution<>()(m_random);
        waitUnlessStopped(stop, ReconnectPace::pause(std::chrono::steady_clock::now() - m_lastKept, random));
    }
}

/// Until the stream breaks; why it did.
Error ClipRecorder::keepStream(const std::stop_token& stop)
{
    auto input = LiveInput::open(m_stream, stop);
    if (!input)
        return input.error();
    // It would come as fast as it is read, and again and again.
    if (input->length())
        return {ErrorCode::Unsupported,
                "it is a recording, which is kept where it comes from.",
                "Name the camera's own stream.",
                {}};
    m_shift.reset();
    m_early.clear();
    m_catchingUp = {};
    StampFiller stamps;
    const PacketHandle packet(av_packet_alloc());
    while (!stop.stop_requested()) {
        if (const int code = input->read(*packet); code < 0)
            return input->failure(code);
        stamps.fill(*packet);
        keep(*packet, input->stream());
        av_packet_unref(packet.get());
    }
    return {ErrorCode::Cancelled, "It was stopped.", {}, {}};
}

void ClipRecorder::keep(const AVPacket& packet, const AVStream& stream)
{
    const Nanoseconds stamp{av_rescale_q(packet.dts, stream.time_base, kNanosecond)};
    const auto before = std::exchange(m_last, stamp);
    const bool leaps = before && (stamp < *before || stamp - *before > kLeap);
    m_catchingUp.take(stamp, std::chrono::steady_clock::now().time_since_epoch());
    if (leaps)
        m_shift.reset();
    if (m_shift)
        return write(packet, stream);
    m_early.emplace_back(av_packet_clone(&packet));
    if (!m_catchingUp.isOver() && m_early.size() < kMostEarly)
        return;
    if (const auto now = m_camera.sourceTime())
        m_shift = *now - stamp;
    for (const PacketHandle& early : std::exchange(m_early, {}))
        if (m_shift && early)
            write(*early, stream);
}

void ClipRecorder::write(const AVPacket& packet, const AVStream& stream)
{
    // What came before the first picture that was looked at has no time there.
    if (Nanoseconds{av_rescale_q(packet.pts, stream.time_base, kNanosecond)} + *m_shift < Nanoseconds{0})
        return;
    if (const Status kept = m_clips.write(packet, stream, *m_shift); !kept)
        return say(kept.error().text());
    m_lastKept = std::chrono::steady_clock::now();
    m_isStopped = m_clips.isStopped();
}

void ClipRecorder::say(std::string reason)
{
    if (!m_isStopped.exchange(true))
        m_camera.stopped(std::move(reason));
}

} // namespace jackdaw::video
