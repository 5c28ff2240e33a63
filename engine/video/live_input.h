// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/live_address.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace jackdaw::video {

/// When a call into FFmpeg must end, at the latest.
class CallDeadline {
public:
    explicit CallDeadline(std::stop_token stop) : m_stop(std::move(stop)) { }

    void expireIn(std::chrono::milliseconds patience) { m_end = Clock::now() + patience; }
    bool isOver() const { return m_stop.stop_requested() || Clock::now() > m_end.load(); }
    /// For AVFormatContext::interrupt_callback.
    AVIOInterruptCB interrupt();

private:
    using Clock = std::chrono::steady_clock;
    std::stop_token m_stop;
    std::atomic<Clock::time_point> m_end = Clock::time_point::max();
};

/// Sleeps for \p duration, or until \p stop.
void waitUnlessStopped(const std::stop_token& stop, Nanoseconds duration);

/// Gives packets of one connection the stamps that they lack: RTSP does not know the first ones.
class StampFiller {
public:
    void fill(AVPacket& packet)
    {
        if (packet.dts == AV_NOPTS_VALUE)
            packet.dts = packet.pts != AV_NOPTS_VALUE ? packet.pts : m_next;
        if (packet.pts == AV_NOPTS_VALUE)
            packet.pts = packet.dts;
        m_next = packet.dts + std::max<std::int64_t>(packet.duration, 1);
    }

private:
    std::int64_t m_next = 0; ///< in the stream's time base
};

/// A live camera's video stream, connected.
class LiveInput {
public:
    struct Settings {
        std::string address; ///< as the user gave it
        std::string login; ///< the same with user and password; not to be written anywhere
        LiveKind kind = LiveKind::Rtsp;
        std::chrono::milliseconds patience{5000}; ///< for an answer, and between two packets
        bool isKnown = false; ///< what it gives: its rate need not be found out, which takes seconds
    };

    /// Io, NotFound, Unsupported or InvalidInput (user and password refused), in one sentence with the address.
    static Result<LiveInput> open(const Settings& settings, std::stop_token stop);

    /// Next packet of the video stream, or a negative FFmpeg code.
    int read(AVPacket& packet);
    AVStream& stream() const { return *m_input->streams[m_stream]; }
    /// What a negative code of read() means, as a sentence.
    Error failure(int code) const;
    /// Of a recording that is read over the network, which has an end; nothing for a camera.
    std::optional<Nanoseconds> length() const;
    /// Time stamp at which that one ends.
    Nanoseconds end() const;

private:
    LiveInput(Settings settings, std::unique_ptr<CallDeadline> deadline, InputHandle input, int stream) :
        m_settings(std::move(settings)), m_deadline(std::move(deadline)), m_input(std::move(input)), m_stream(stream)
    {
    }

    int readOne(AVPacket& packet);

    Settings m_settings;
    std::unique_ptr<CallDeadline> m_deadline; ///< before m_input, which asks it until it is closed
    InputHandle m_input;
    int m_stream = 0;
    PacketHandle m_ahead; ///< read already, if any
};

/// What FFmpeg's negative \p code means where \p settings were to be read; \p expired: patience was at its end.
Error connectionFailure(const LiveInput::Settings& settings, int code, bool expired);

} // namespace jackdaw::video
