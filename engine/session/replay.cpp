// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/replay.h"

#include "engine/session/event_pages.h"
#include "engine/session/growing_file.h"
#include "engine/session/replay_frames.h"

namespace jackdaw::session {
namespace {

/// A session that nobody writes and nobody closed was cut off.
std::optional<SessionClosed> endingOf(const SessionEnding& ending, const std::filesystem::path& file)
{
    if (ending.state != SessionEnding::State::CutOff)
        return ending.closed;
    return SessionClosed{"The session was " + ending.sentence + '.', RunOutcome::Failed,
                         "'jackdaw-cli resume " + file.string() + "' goes on with it."};
}

class ReplaySource final : public SessionSource {
public:
    ReplaySource(GrowingFile file, const std::filesystem::path& path, std::shared_ptr<ReplayFrames> frames,
                 WallTime wallTime) :
        m_path(path),
        m_time(std::move(wallTime), file.extent().duration), m_frames(std::move(frames)), m_extent(file.extent()),
        m_pages(std::move(file), [frames = m_frames](const std::vector<Event>& events) { frames->find(events); })
    {
        m_time.extend(m_extent.duration, isGrowing());
    }

    SourceCapabilities capabilities() const override
    {
        return {.seek = true, .live = false, .simulated = false, .growing = isGrowing()};
    }
    std::size_t poll(std::vector<Event>& out, std::size_t most) override;
    std::uint64_t droppedEvents() const override { return 0; }
    std::optional<VideoFrame> takeFrame(CameraId camera) override { return m_frames->take(camera); }
    std::optional<SessionClosed> ending() const override { return endingOf(m_extent.ending, m_path); }
    Nanoseconds now() const override { return m_time.now(); }
    Nanoseconds duration() const override { return m_time.duration(); }
    void setPlaying(bool playing) override { m_time.setPlaying(playing); }
    bool isPlaying() const override { return m_time.isPlaying(); }
    void setSpeed(double speed) override { m_time.setSpeed(speed); }
    void seek(Nanoseconds instant) override;
    Start takeStart() override;
    std::optional<Event> recorded(std::uint64_t sequence) override;
    std::uint32_t generation() const override { return m_generation; }

private:
    bool isGrowing() const { return m_extent.ending.state == SessionEnding::State::BeingWritten; }
    void grow();
    /// The next event if it is read and due at \p instant.
    const Event* nextDue(Nanoseconds instant);
    bool isBehind(Nanoseconds instant);
    std::size_t reportFailure(std::vector<Event>& out, Nanoseconds instant);

    const std::filesystem::path m_path;
    PlaybackTime m_time;
    std::shared_ptr<ReplayFrames> m_frames;
    SessionExtent m_extent; ///< as it was at the last poll()
    EventPages m_pages;
    EventPages::Page m_page;
    std::uint64_t m_pageIndex = 0;
    std::uint64_t m_next = 0; ///< sequence number of the event that is delivered next
    std::uint32_t m_generation = 0;
    bool m_catchingUp = false; ///< after a seek, until all events up to its instant are delivered
    bool m_failureReported = false;
};

void ReplaySource::grow()
{
    if (m_extent.ending.state == SessionEnding::State::Closed)
        return;
    m_extent = m_pages.extent();
    m_time.extend(m_extent.duration, isGrowing());
}

const Event* ReplaySource::nextDue(Nanoseconds instant)
{
    if (m_next >= m_extent.events)
        return nullptr;
    const std::uint64_t index = m_next / EventPages::kPageEvents;
    const std::uint64_t place = m_next % EventPages::kPageEvents;
    if (!m_page || m_pageIndex != index || m_page->size() <= place) {
        m_page = m_pages.find(index);
        m_pageIndex = index;
    }
    if (m_page && m_page->size() <= place)
        m_page.reset(); // it grew since it was read
    if (!m_page)
        return nullptr;
    const Event& event = m_page->at(place);
    return event.time <= instant ? &event : nullptr;
}

/// True while events that are due are not delivered, be it that they are not read yet.
bool ReplaySource::isBehind(Nanoseconds instant)
{
    if (m_next >= m_extent.events)
        return false;
    return nextDue(instant) != nullptr || !m_page;
}

std::size_t ReplaySource::poll(std::vector<Event>& out, std::size_t most)
{
    grow();
    const Nanoseconds instant = m_time.now();
    std::size_t count = 0;
    while (count < most) {
        const Event* event = nextDue(instant);
        if (event == nullptr)
            break;
        m_frames->see(*event);
        out.push_back(*event);
        ++m_next;
        ++count;
    }
    m_catchingUp = m_catchingUp && isBehind(instant);
    // Pictures that are passed by on the way to where was sought are not worth decoding.
    if (!m_catchingUp)
        m_frames->request();
    return count < most ? count + reportFailure(out, instant) : count;
}

std::size_t ReplaySource::reportFailure(std::vector<Event>& out, Nanoseconds instant)
{
    if (m_failureReported || m_page || m_next >= m_extent.events)
        return 0;
    const std::optional<Error> failure = m_pages.failureAt(m_next / EventPages::kPageEvents);
    if (!failure)
        return 0;
    m_failureReported = true;
    out.push_back({instant, m_next, Alert{Severity::Error, std::nullopt, failure->message, failure->action}});
    return 1;
}

void ReplaySource::seek(Nanoseconds instant)
{
    m_time.seek(instant);
    m_next = 0;
    m_page.reset();
    m_frames->reset();
    m_pages.requestSnapshot(instant);
    m_catchingUp = true;
    m_failureReported = false;
    ++m_generation;
}

SessionSource::Start ReplaySource::takeStart()
{
    if (m_next > 0 || m_generation == 0)
        return {};
    const auto snapshot = m_pages.snapshot();
    if (!snapshot)
        return {.known = false, .state = nullptr};
    if (!*snapshot)
        return {};
    m_next = (*snapshot)->next;
    for (const CameraState& camera : (*snapshot)->state->cameras) {
        m_frames->see({Nanoseconds{0}, 0, camera.info});
        // Of its newest frame the number is known alone, as of one that was dropped.
        if (camera.frame >= 0)
            m_frames->see({camera.frameTime, 0, FrameDropped{camera.info.camera, camera.frame}});
    }
    return {.known = true, .state = (*snapshot)->state};
}

std::optional<Event> ReplaySource::recorded(std::uint64_t sequence)
{
    if (sequence >= m_extent.events)
        return std::nullopt;
    const EventPages::Page page = m_pages.find(sequence / EventPages::kPageEvents);
    const std::uint64_t place = sequence % EventPages::kPageEvents;
    return page && place < page->size() ? std::optional(page->at(place)) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<SessionSource>> openReplay(const std::filesystem::path& file,
                                                  std::shared_ptr<FrameProvider> frames, WallTime wallTime)
{
    auto opened = GrowingFile::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    auto pictures = std::make_shared<ReplayFrames>(std::move(frames), file);
    if (SessionReader* reader = opened->reader()) {
        const auto added = reader->eventsOfKinds({"CameraAdded"});
        if (!added)
            return tl::unexpected(added.error());
        pictures->find(*added);
    }
    if (!wallTime)
        wallTime = [] { return std::chrono::steady_clock::now(); };
    return std::make_unique<ReplaySource>(*std::move(opened), file, std::move(pictures), std::move(wallTime));
}

} // namespace jackdaw::session
