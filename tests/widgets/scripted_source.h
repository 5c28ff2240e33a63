// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_model.h"
#include "engine/api/session_source.h"
#include "tests/widgets/scripted_session.h"

#include <QImage>
#include <QLinearGradient>
#include <QPainter>

#include <cstring>
#include <map>

namespace jackdaw::testing {

/// Paints what a scripted camera sees: a road under a sky, and its objects.
inline VideoFrame paintedFrame(CameraId camera, double seconds, double framesPerSecond)
{
    QImage picture(352, 288, QImage::Format_RGB888);
    QPainter painter(&picture);
    QLinearGradient sky(0, 0, 0, 130);
    sky.setColorAt(0, QColor::fromHsv(205 + static_cast<int>(camera.value * 9 % 40), 70, 225));
    sky.setColorAt(1, QColor(222, 226, 230));
    painter.fillRect(QRect(0, 0, 352, 130), sky);
    painter.fillRect(QRect(0, 110, 352, 178), QColor(96, 98, 102));
    for (int i = 0; i < 7; ++i)
        painter.fillRect(QRect(i * 52 - static_cast<int>(camera.value * 13 % 40), 40 + (i * 37 % 40), 46, 90),
                         QColor::fromHsv((i * 41 + static_cast<int>(camera.value) * 60) % 360, 40, 150));
    for (int i = 0; i < 9; ++i)
        painter.fillRect(QRect(i * 44, 204, 24, 4), QColor(214, 214, 205));
    for (const Detection& object : ScriptedSession::objectsAt(camera, seconds)) {
        const QRectF box(object.box.x1, object.box.y1, object.box.width(), object.box.height());
        painter.fillRect(
            box, QColor::fromHsv(static_cast<int>(object.label.value * 83 + object.score * 400) % 360, 150, 130));
        painter.fillRect(QRectF(box.x() + 3, box.y() + 3, box.width() - 6, box.height() * 0.3), QColor(40, 50, 60));
    }
    painter.end();
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(352 * 288 * 3);
    for (int row = 0; row < 288; ++row)
        std::memcpy(bytes->data() + row * 352 * 3, picture.constScanLine(row), 352 * 3);
    VideoFrame frame;
    frame.width = 352;
    frame.height = 288;
    frame.index = static_cast<std::int64_t>(seconds * framesPerSecond);
    frame.sourceTime = frame.time = fromSeconds(seconds);
    frame.picture = std::make_shared<RgbPicture>(std::move(*bytes));
    return frame;
}

/// Plays a scripted session through the interface of a live or a recorded one. Time passes by advance() alone.
class ScriptedSource : public SessionSource {
public:
    explicit ScriptedSource(Script script, bool live = false) : m_session(script), m_live(live) { }

    SourceCapabilities capabilities() const override { return {!m_live, m_live, false, growing}; }

    std::size_t poll(std::vector<Event>& out, std::size_t most) override
    {
        ++polls;
        std::size_t taken = 0;
        const auto& events = m_session.events();
        for (; taken < most && m_next < events.size() && events[m_next].time <= m_now; ++taken)
            out.push_back(events[m_next++]);
        return taken;
    }

    std::uint64_t droppedEvents() const override { return dropped; }

    std::optional<VideoFrame> takeFrame(CameraId camera) override
    {
        const auto frame = static_cast<std::int64_t>(toSeconds(m_now) * m_session.script().framesPerSecond);
        const auto known = m_lastFrame.find(camera);
        if (!givesFrames || (known != m_lastFrame.end() && known->second == frame))
            return std::nullopt;
        m_lastFrame[camera] = frame;
        if (const auto prepared = m_prepared.find(camera); prepared != m_prepared.end()) {
            VideoFrame picture = std::move(prepared->second);
            m_prepared.erase(prepared);
            return picture;
        }
        return paintedFrame(camera, static_cast<double>(frame) / m_session.script().framesPerSecond,
                            m_session.script().framesPerSecond);
    }

    /// Paints the pictures that are due now, so that takeFrame() costs no more than an engine's mailbox.
    void prepareFrames()
    {
        const double frame = std::floor(toSeconds(m_now) * m_session.script().framesPerSecond);
        for (std::uint32_t i = 0; i < m_session.script().cameras; ++i)
            m_prepared[CameraId{i}] = paintedFrame(CameraId{i}, frame / m_session.script().framesPerSecond,
                                                   m_session.script().framesPerSecond);
    }

    std::optional<SessionClosed> ending() const override
    {
        if (cutOff)
            return cutOff;
        const auto* closed = std::get_if<SessionClosed>(&m_session.events().back().body);
        return closed && !m_live && !growing ? std::optional(*closed) : std::nullopt;
    }

    Nanoseconds now() const override { return m_now; }
    Nanoseconds duration() const override
    {
        // What closes the session is still to come while it grows.
        return m_live ? m_now : fromSeconds(m_session.length() - (growing ? 1.0 : 0.0));
    }
    void setPlaying(bool playing) override { m_playing = playing; }
    bool isPlaying() const override { return m_playing; }
    void setSpeed(double speed) override { m_speed = speed; }

    void seek(Nanoseconds instant) override
    {
        m_now = instant;
        m_next = 0;
        m_lastFrame.clear();
        ++m_generation;
    }

    std::uint32_t generation() const override { return m_generation; }

    Start takeStart() override
    {
        if (!hasSnapshots || m_next > 0)
            return {};
        SessionModel model;
        const auto& events = m_session.events();
        for (; m_next < events.size() && events[m_next].time < m_now; ++m_next)
            model.apply(events[m_next]);
        return {.known = true, .state = std::make_shared<const SessionState>(model.state())};
    }

    std::optional<Event> recorded(std::uint64_t sequence) override
    {
        ++recalls;
        const bool known = readsRecord && sequence < m_session.events().size();
        return known ? std::optional(m_session.events()[sequence]) : std::nullopt;
    }

    void advance(double seconds)
    {
        m_now = std::min(m_now + fromSeconds(seconds * m_speed), fromSeconds(m_session.length()));
    }
    double speed() const { return m_speed; }
    const ScriptedSession& session() const { return m_session; }

    int polls = 0;
    std::uint64_t dropped = 0;
    bool givesFrames = true;
    bool growing = false; ///< another run writes it
    std::optional<SessionClosed> cutOff; ///< what its ending is where the run that wrote it is gone
    bool hasSnapshots = false; ///< a seek starts from the state before its instant
    bool readsRecord = true; ///< false: the record is not read yet
    int recalls = 0;

private:
    ScriptedSession m_session;
    bool m_live;
    bool m_playing = false;
    double m_speed = 1.0;
    Nanoseconds m_now{0};
    std::size_t m_next = 0;
    std::uint32_t m_generation = 0;
    std::map<CameraId, std::int64_t> m_lastFrame;
    std::map<CameraId, VideoFrame> m_prepared;
};

} // namespace jackdaw::testing
