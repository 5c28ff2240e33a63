// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/window_excerpt.h"

#include "engine/session/session_file.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jackdaw::cli {
namespace {

constexpr std::size_t kPart = 2048;
constexpr std::int64_t kFramesPerKept = 10;

/// Says of each event, in order, whether it belongs to an excerpt, and makes it smaller.
class Excerpt {
public:
    explicit Excerpt(WindowId window) : m_window(window) { }

    bool isOver() const { return m_isOver; }

    std::optional<EventBody> take(EventBody body)
    {
        return std::visit([this](auto& event) { return keep(event); }, body) ? std::optional(std::move(body))
                                                                             : std::nullopt;
    }

private:
    /// What happened before the window is kept where the window rests on it.
    template <class Body>
    bool keep(const Body&)
    {
        return m_isInside;
    }
    bool keep(SessionStarted& event)
    {
        event.scenario.clear();
        return true;
    }
    /// Whoever gets the excerpt has the videos elsewhere, if at all.
    bool keep(CameraAdded& event)
    {
        const std::filesystem::path name = std::filesystem::path(event.source).filename();
        event.source = event.live ? event.source : event.relativeSource.empty() ? name.string() : event.relativeSource;
        return true;
    }
    bool keep(const WindowStarted& event)
    {
        m_isInside = m_isInside || event.window == m_window;
        return !(m_window < event.window);
    }
    bool keep(const WindowClosed& event)
    {
        m_isOver = event.window == m_window;
        return true;
    }
    bool keep(PlanComputed& event)
    {
        event.trace.erase(
            event.trace.begin(),
            event.trace.begin()
                + static_cast<std::ptrdiff_t>(std::min<std::size_t>(event.decisiveFrom, event.trace.size())));
        event.decisiveFrom = 0;
        return event.window == m_window;
    }
    bool keep(const FrameIndexed& event) { return m_isInside && m_frames[event.camera]++ % kFramesPerKept == 0; }
    bool keep(const JobStarted&) { return true; }
    bool keep(const JobMoved&) { return true; }
    bool keep(const JobFinished&) { return true; }
    bool keep(const JobFailed&) { return true; }
    bool keep(const JobInterrupted&) { return true; }
    bool keep(const FrameScored& event) { return m_isInside || event.window.value + 1 == m_window.value; }
    bool keep(const LeaseGranted&) { return true; }
    bool keep(const WeightsSwapped&) { return true; }
    bool keep(const WeightsRejected&) { return true; }
    bool keep(const ServingChosen&) { return true; }
    bool keep(const GoldenLabelled&) { return false; }
    bool keep(const ResumeState&) { return false; }
    bool keep(const SessionClosed&) { return false; }
    bool keep(const UnknownEvent&) { return false; }

    WindowId m_window;
    bool m_isInside = false;
    bool m_isOver = false;
    std::map<CameraId, std::int64_t> m_frames;
};

Error notThere(const std::filesystem::path& session, WindowId window)
{
    return Error{ErrorCode::NotFound, session.string() + " has no closed window " + std::to_string(window.value) + ".",
                 "Name one that jackdaw-cli report lists."};
}

Status copy(session::SessionReader& reader, Excerpt& excerpt, session::SessionWriter& writer)
{
    Nanoseconds newest{0};
    for (std::uint64_t from = 0; !excerpt.isOver();) {
        auto events = reader.events(from, kPart);
        if (!events)
            return tl::unexpected(events.error());
        if (events->empty())
            return {};
        from = events->back().sequence + 1;
        for (Event& event : *events) {
            newest = event.time;
            if (auto body = excerpt.take(std::move(event.body)))
                writer.append(event.time, *std::move(body), session::SessionWriter::Until::Queued);
            if (excerpt.isOver())
                break;
        }
    }
    writer.append(newest, SessionClosed{"one window of a longer session", RunOutcome::Finished, {}});
    return {};
}

} // namespace

Status writeWindow(const std::filesystem::path& session, WindowId window, const std::filesystem::path& out)
{
    auto reader = session::SessionReader::open(session);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto closed = (*reader)->eventsOfKinds({"WindowClosed"});
    if (!closed)
        return tl::unexpected(closed.error());
    bool isThere = false;
    for (const Event& event : *closed)
        isThere = isThere || std::get<WindowClosed>(event.body).window == window;
    if (!isThere)
        return tl::unexpected(notThere(session, window));
    auto writer = session::SessionWriter::create(out);
    if (!writer)
        return tl::unexpected(writer.error());
    Excerpt excerpt(window);
    Status written = copy(**reader, excerpt, **writer);
    if (written)
        written = (*writer)->close();
    if (!written) {
        std::error_code ignored;
        writer->reset();
        std::filesystem::remove(out, ignored); // what is half there would keep the next attempt from it
    }
    return written;
}

} // namespace jackdaw::cli
