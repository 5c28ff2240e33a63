// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/time_left.h"

namespace jackdaw::widgets {
namespace {

/// Less than this says nothing of how fast it goes.
constexpr double kEnough = 0.02;

} // namespace

void TimeLeft::note(double fraction, Nanoseconds now)
{
    if (!m_first || fraction < m_newest.fraction)
        m_first = Seen{fraction, now};
    m_newest = {fraction, now};
}

std::optional<Nanoseconds> TimeLeft::left() const
{
    if (!m_first || m_newest.fraction - m_first->fraction < kEnough)
        return std::nullopt;
    const double perSecond = (m_newest.fraction - m_first->fraction) / toSeconds(m_newest.time - m_first->time);
    return fromSeconds((1.0 - m_newest.fraction) / perSecond);
}

} // namespace jackdaw::widgets
