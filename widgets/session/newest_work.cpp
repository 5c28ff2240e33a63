// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/newest_work.h"

#include <utility>

namespace jackdaw::widgets {

void NewestWork::run(Work work)
{
    ++m_ticket;
    if (m_busy)
        m_next = std::move(work);
    else
        begin(std::move(work));
}

void NewestWork::forget()
{
    ++m_ticket;
    m_next.reset();
}

void NewestWork::begin(Work work)
{
    m_busy = true;
    Q_EMIT busyChanged();
    m_thread = std::jthread([this, ticket = m_ticket, work = std::move(work)] {
        Effect effect = work();
        QMetaObject::invokeMethod(
            this, [this, ticket, effect = std::move(effect)] { end(ticket, effect); }, Qt::QueuedConnection);
    });
}

void NewestWork::end(std::uint64_t ticket, const Effect& effect)
{
    m_busy = false;
    if (ticket == m_ticket && effect)
        effect();
    if (!m_busy && m_next)
        begin(*std::exchange(m_next, std::nullopt));
    else if (!m_busy)
        Q_EMIT busyChanged();
}

} // namespace jackdaw::widgets
