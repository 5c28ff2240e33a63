// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/damage_book.h"

#include <cstdio>

namespace jackdaw::video {
namespace {

constexpr Nanoseconds kApart = std::chrono::seconds(1);
/// A burst that goes on for longer is said while it does.
constexpr Nanoseconds kLong = std::chrono::seconds(10);

std::string pictures(std::uint32_t count)
{
    return std::to_string(count) + (count == 1 ? " picture" : " pictures");
}

std::string whatHappened(std::uint32_t lost, std::uint32_t patched)
{
    if (lost == 0)
        return pictures(patched) + " came out of damaged data";
    std::string text = pictures(lost) + " could not be decoded";
    if (patched > 0)
        text += ", " + pictures(patched) + " came out of damaged data";
    return text;
}

} // namespace

std::string secondsText(Nanoseconds time)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", toSeconds(time));
    return text;
}

void DamageBook::add(const Damage& damage)
{
    if (m_burst && damage.time - m_burst->last.time >= kApart)
        say();
    if (!m_burst || damage.time - m_burst->last.time >= kApart)
        m_burst = Burst{damage, damage};
    m_burst->last = damage;
    (damage.lost ? m_burst->lost : m_burst->patched) += 1;
    if (damage.time - m_burst->first.time >= kLong)
        say();
}

void DamageBook::good(Nanoseconds time)
{
    if (!m_burst || time - m_burst->last.time < kApart)
        return;
    say();
    m_burst.reset();
}

bool DamageBook::end(std::int64_t lastOrder)
{
    const bool atEnd = m_burst && m_burst->last.order == lastOrder;
    if (atEnd)
        (m_burst->last.lost ? m_burst->lost : m_burst->patched) -= 1;
    if (m_burst && m_burst->lost + m_burst->patched > 0)
        say();
    m_burst.reset();
    return atEnd;
}

void DamageBook::say()
{
    if (std::exchange(m_burst->said, true))
        return;
    VideoFault fault;
    fault.kind = VideoFaultKind::Damaged;
    fault.sourceTime = m_burst->first.time;
    fault.count = m_burst->lost + m_burst->patched;
    fault.message = "'" + m_source + "' is damaged at " + secondsText(m_burst->first.time) + ": "
        + whatHappened(m_burst->lost, m_burst->patched) + "; it goes on with what follows.";
    if (!m_burst->first.why.empty())
        fault.message += " FFmpeg says: " + m_burst->first.why + ".";
    m_faults.push_back(std::move(fault));
}

} // namespace jackdaw::video
