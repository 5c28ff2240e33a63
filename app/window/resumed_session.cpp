// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/resumed_session.h"

#include "engine/api/session_model.h"

#include <utility>

namespace jackdaw::window {
namespace {

constexpr std::size_t kPartEvents = 4096;

class ResumedSource final : public SessionSource {
public:
    ResumedSource(std::shared_ptr<SessionSource> run, SessionState state) :
        m_run(std::move(run)), m_state(std::make_shared<const SessionState>(std::move(state)))
    {
    }

    SourceCapabilities capabilities() const override { return m_run->capabilities(); }
    std::size_t poll(std::vector<Event>& out, std::size_t most) override { return m_run->poll(out, most); }
    std::uint64_t droppedEvents() const override { return m_run->droppedEvents(); }
    std::optional<VideoFrame> takeFrame(CameraId camera) override { return m_run->takeFrame(camera); }
    std::optional<SessionClosed> ending() const override { return m_run->ending(); }
    Nanoseconds now() const override { return m_run->now(); }
    Nanoseconds duration() const override { return m_run->duration(); }
    void setPlaying(bool playing) override { m_run->setPlaying(playing); }
    bool isPlaying() const override { return m_run->isPlaying(); }
    void setSpeed(double speed) override { m_run->setSpeed(speed); }
    void seek(Nanoseconds instant) override { m_run->seek(instant); }
    Start takeStart() override { return {.known = true, .state = std::exchange(m_state, nullptr)}; }
    std::optional<Event> recorded(std::uint64_t sequence) override { return m_run->recorded(sequence); }
    std::uint32_t generation() const override { return m_run->generation(); }

private:
    std::shared_ptr<SessionSource> m_run;
    std::shared_ptr<const SessionState> m_state; ///< until it is taken
};

} // namespace

Result<SessionState> stateAtEnd(session::SessionReader& reader)
{
    SessionModel model;
    std::uint64_t next = 0;
    if (const auto snapshot = reader.snapshotBefore(reader.duration())) {
        model.restore(*snapshot->state);
        next = snapshot->next;
    }
    for (;;) {
        const auto events = reader.events(next, kPartEvents);
        if (!events)
            return tl::unexpected(events.error());
        for (const Event& event : *events)
            model.apply(event);
        next += events->size();
        if (events->size() < kPartEvents)
            return model.state();
    }
}

std::shared_ptr<SessionSource> resumedSession(std::shared_ptr<SessionSource> run, SessionState state)
{
    return std::make_shared<ResumedSource>(std::move(run), std::move(state));
}

} // namespace jackdaw::window
