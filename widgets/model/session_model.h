// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/model/session_state.h"

namespace jackdaw::widgets {

/// Turns events into what the views show. Knows neither where events come from nor what is painted.
class SessionModel {
public:
    /// Events must come in order. An event about something that was never announced is taken as its announcement, as
    /// the ring that feeds a window may drop events.
    void apply(const Event& event);
    /// Back to the empty state: the source will begin again.
    void reset() { m_state = {}; }

    const SessionState& state() const { return m_state; }

private:
    SessionState m_state;
};

} // namespace jackdaw::widgets
