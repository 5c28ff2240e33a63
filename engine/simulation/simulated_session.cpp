// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/simulated_session.h"

namespace jackdaw::simulation {
namespace {

class SimulatedSession final : public SessionSource {
public:
    SimulatedSession(std::vector<Event> events, WallTime wallTime) :
        m_events(std::move(events)),
        m_time(std::move(wallTime), m_events.empty() ? Nanoseconds{0} : m_events.back().time)
    {
    }

    SourceCapabilities capabilities() const override { return {.seek = true, .live = false, .simulated = true}; }

    std::size_t poll(std::vector<Event>& out, std::size_t most) override
    {
        const Nanoseconds instant = m_time.now();
        std::size_t count = 0;
        for (; count < most && m_next < m_events.size() && m_events[m_next].time <= instant; ++count)
            out.push_back(m_events[m_next++]);
        return count;
    }

    std::uint64_t droppedEvents() const override { return 0; }
    std::optional<VideoFrame> takeFrame(CameraId) override { return std::nullopt; }
    Nanoseconds now() const override { return m_time.now(); }
    Nanoseconds duration() const override { return m_time.duration(); }
    void setPlaying(bool playing) override { m_time.setPlaying(playing); }
    bool isPlaying() const override { return m_time.isPlaying(); }
    void setSpeed(double speed) override { m_time.setSpeed(speed); }
    std::uint32_t generation() const override { return m_generation; }

    void seek(Nanoseconds instant) override
    {
        m_time.seek(instant);
        m_next = 0;
        ++m_generation;
    }

private:
    std::vector<Event> m_events;
    PlaybackTime m_time;
    std::size_t m_next = 0;
    std::uint32_t m_generation = 0;
};

} // namespace

std::unique_ptr<SessionSource> openSimulation(std::vector<Event> events, WallTime wallTime)
{
    if (!wallTime)
        wallTime = [] { return std::chrono::steady_clock::now(); };
    return std::make_unique<SimulatedSession>(std::move(events), std::move(wallTime));
}

} // namespace jackdaw::simulation
