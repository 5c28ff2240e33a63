// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::session {

/// A plan's trace as one text: a trace holds ten thousand moves, and as JSON objects it would be several times as long.
/// Thirteen words a move, moves separated by ';': round, thief's stream and kind, victim's stream and kind, verdict,
/// amount, score, best score before, and what the move leaves: thief's share and configuration, victim's share and
/// configuration ('-': none).
std::string packTrace(const std::vector<PlanMove>& trace);

/// Nothing if \p text is not such a text.
std::optional<std::vector<PlanMove>> unpackTrace(std::string_view text);

} // namespace jackdaw::session
