// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/session_clock.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// An axis of no length would map every instant to one place.
constexpr Nanoseconds kShortestWhole = std::chrono::seconds(10);

} // namespace

SessionClock::SessionClock(SessionController& controller, QObject* parent) : QObject(parent), m_controller(controller)
{
}

TimeRange SessionClock::whole() const
{
    Nanoseconds end = std::max(m_controller.state().time, kShortestWhole);
    if (m_controller.capabilities().seek)
        end = std::max(end, m_controller.duration());
    return {Nanoseconds{0}, end};
}

void SessionClock::showAll()
{
    m_followsAll = true;
    Q_EMIT rangeChanged();
}

void SessionClock::setRange(TimeRange range)
{
    m_followsAll = range == whole();
    m_range = range;
    Q_EMIT rangeChanged();
}

void SessionClock::zoom(double factor)
{
    const TimeRange shown = range();
    const Nanoseconds anchor = m_pointed.value_or(shown.start + shown.length() / 2);
    setRange(zoomed(shown, factor, std::clamp(anchor, shown.start, shown.end), whole()));
}

void SessionClock::pan(double part)
{
    const TimeRange shown = range();
    setRange(panned(shown, fromSeconds(toSeconds(shown.length()) * part), whole()));
}

void SessionClock::setPointed(std::optional<Nanoseconds> time)
{
    if (time == m_pointed)
        return;
    m_pointed = time;
    Q_EMIT pointedChanged();
}

void SessionClock::setReference(std::optional<Nanoseconds> time)
{
    if (time == m_reference)
        return;
    m_reference = time;
    Q_EMIT referenceChanged();
}

void SessionClock::clear()
{
    setPointed(std::nullopt);
    setReference(std::nullopt);
    showAll();
}

} // namespace jackdaw::widgets
