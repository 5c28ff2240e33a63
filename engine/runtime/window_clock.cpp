// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/window_clock.h"

#include <cassert>
#include <utility>

namespace jackdaw::runtime {

WindowClock::WindowClock(Nanoseconds length, std::uint32_t count, WindowId first, std::optional<WindowId> closing) :
    m_length(length), m_count(count), m_next(first.value), m_closing(closing)
{
}

Nanoseconds WindowClock::at(WindowId window, double part) const
{
    return start(window) + fromSeconds(toSeconds(m_length) * part);
}

std::optional<WindowId> WindowClock::next() const
{
    return m_next < m_count ? std::optional(WindowId{m_next}) : std::nullopt;
}

WindowId WindowClock::begin()
{
    assert(!m_open && next());
    m_open = WindowId{m_next++};
    return *m_open;
}

WindowId WindowClock::endOpen()
{
    assert(m_open && !m_closing);
    m_closing = std::exchange(m_open, std::nullopt);
    return *m_closing;
}

} // namespace jackdaw::runtime
