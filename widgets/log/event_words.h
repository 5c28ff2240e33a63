// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QCoreApplication>

#include <optional>

namespace jackdaw::widgets {

/// How much an event matters to someone who looks for what happened.
enum class EventWeight { Detail, Normal, Warning, Error };

/// Events in sentences.
class EventWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::EventWords)

public:
    static QString kind(const EventBody& body);
    static QString sentence(const SessionState& state, const EventBody& body);
    static EventWeight weight(const EventBody& body);
    static std::optional<CameraId> camera(const SessionState& state, const EventBody& body);
};

} // namespace jackdaw::widgets
