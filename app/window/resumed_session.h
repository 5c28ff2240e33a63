// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_source.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <memory>

namespace jackdaw::window {

/// The state that all events of a session lead to.
Result<SessionState> stateAtEnd(session::SessionReader& reader);

/// A run that goes on with a session: its events come after those that were recorded before, which led to \p state.
std::shared_ptr<SessionSource> resumedSession(std::shared_ptr<SessionSource> run, SessionState state);

} // namespace jackdaw::window
