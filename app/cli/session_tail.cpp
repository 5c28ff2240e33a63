// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session_tail.h"

#include "engine/session/fold_session.h"

namespace jackdaw::cli {
namespace {

constexpr std::size_t kEventsAtOnce = 2000;

} // namespace

void SessionTail::follow(const Listener& tell)
{
    if (!m_failure)
        return;
    if (!m_session) {
        // At first there is no event in it, which is no fault while it is being begun.
        auto reader = session::SessionReader::open(m_file);
        if (!reader)
            return;
        m_session = std::move(*reader);
    }
    for (bool more = true; more && m_failure;)
        m_failure = tellNext(tell, more);
}

Status SessionTail::finish(const Listener& tell)
{
    follow(tell);
    if (m_failure && !m_session)
        return session::SessionReader::open(m_file).map([](const auto&) {});
    m_session.reset();
    session::foldSession(m_file);
    return m_failure;
}

Status SessionTail::tellNext(const Listener& tell, bool& more)
{
    const auto events = m_session->events(m_next, kEventsAtOnce);
    if (!events)
        return tl::unexpected(events.error());
    for (const Event& event : *events) {
        tell(event);
        m_next = event.sequence + 1;
    }
    more = events->size() == kEventsAtOnce;
    return {};
}

} // namespace jackdaw::cli
