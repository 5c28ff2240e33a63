// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/engine.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>

/// Whole runs of the engine, and what their events must hold to.
namespace jackdaw::testing {

using Events = std::vector<Event>;

inline constexpr std::size_t kAll = 1000000;

struct Outcome {
    Events events; ///< as the live channel gave them
    Status status;
    std::uint64_t dropped = 0;
};

inline Outcome finish(runtime::Engine& engine)
{
    Outcome outcome;
    outcome.status = engine.wait();
    engine.poll(outcome.events, kAll);
    outcome.dropped = engine.droppedEvents();
    return outcome;
}

inline Outcome run(const runtime::RunSettings& settings, const std::filesystem::path& session)
{
    auto engine = runtime::Engine::start(settings, session);
    return engine ? finish(**engine) : Outcome{{}, tl::unexpected(engine.error()), 0};
}

/// Without the one kind that two runs do not share.
inline Events repeatable(Events events)
{
    for (Event& event : events) {
        if (std::holds_alternative<CostMeasured>(event.body))
            event.body = CostMeasured{};
    }
    return events;
}

/// What of \p events is not as in \p expected, in words; empty if they are the same.
inline std::string difference(const Events& events, const Events& expected)
{
    const std::size_t common = std::min(events.size(), expected.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (events[i] != expected[i])
            return "event " + std::to_string(i) + " is " + std::string(kindName(events[i].body)) + " at "
                + std::to_string(toSeconds(events[i].time)) + " s, expected " + std::string(kindName(expected[i].body))
                + " at " + std::to_string(toSeconds(expected[i].time)) + " s, or with other values";
    }
    return events.size() == expected.size()
        ? std::string()
        : std::to_string(events.size()) + " events, expected " + std::to_string(expected.size());
}

inline bool isInOrder(const Events& events)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].sequence != i || (i > 0 && events[i].time < events[i - 1].time))
            return false;
    }
    return !events.empty();
}

inline std::string closingReason(const Events& events)
{
    const auto* closed = events.empty() ? nullptr : std::get_if<SessionClosed>(&events.back().body);
    return closed ? closed->reason : "not closed";
}

template <class T>
std::size_t positionOf(const Events& events, std::size_t number = 0)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (std::holds_alternative<T>(events[i].body) && number-- == 0)
            return i;
    }
    return events.size();
}

/// Newest accepted version of each camera.
inline std::map<CameraId, WeightsVersion> newestVersions(const Events& events)
{
    std::map<CameraId, WeightsVersion> newest;
    for (const WeightsSwapped& swapped : bodies<WeightsSwapped>(events))
        newest[swapped.camera] = swapped.version;
    return newest;
}

inline bool versionsCountUp(const Events& events)
{
    std::map<CameraId, WeightsVersion> newest;
    for (const WeightsSwapped& swapped : bodies<WeightsSwapped>(events)) {
        if (swapped.version.value != ++newest[swapped.camera].value)
            return false;
    }
    return true;
}

inline bool jobsAreUnique(const Events& events)
{
    std::set<JobId> seen;
    for (const JobStarted& started : bodies<JobStarted>(events)) {
        if (!seen.insert(started.job).second)
            return false;
    }
    return true;
}

/// True if every job that is not a camera's own for the whole run has its end.
inline bool jobsEnd(const Events& events)
{
    std::set<JobId> open;
    for (const JobStarted& started : bodies<JobStarted>(events)) {
        if (started.kind == JobKind::Profiling || started.kind == JobKind::Retraining)
            open.insert(started.job);
    }
    for (const JobFinished& finished : bodies<JobFinished>(events))
        open.erase(finished.job);
    for (const JobFailed& failed : bodies<JobFailed>(events))
        open.erase(failed.job);
    return open.empty();
}

/// Waits for an event of the live channel; appends all that came to \p events.
template <class Wanted>
bool waitFor(runtime::Engine& engine, Events& events, Wanted wanted)
{
    for (std::size_t seen = 0; true; std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
        const bool last = engine.isFinished();
        engine.poll(events, kAll);
        for (; seen < events.size(); ++seen) {
            if (wanted(events[seen]))
                return true;
        }
        if (last)
            return false;
    }
}

template <class T>
bool waitForKind(runtime::Engine& engine, Events& events)
{
    return waitFor(engine, events, [](const Event& event) { return std::holds_alternative<T>(event.body); });
}

inline bool saysPaused(const Event& event)
{
    const auto* alert = std::get_if<Alert>(&event.body);
    return alert && alert->message == "The run is paused.";
}

} // namespace jackdaw::testing
