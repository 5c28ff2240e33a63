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
/// "jobs;", then twelve words a move, moves separated by ';': search, round, thief, victim (positions in the plan's
/// jobs), verdict, amount, score, best score before, and what the move leaves: thief's share and configuration,
/// victim's share and configuration ('-': none). Older sessions do not begin with "jobs;", have no search, and name a
/// job by its stream and 0 for inference, 1 for retraining.
std::string packTrace(const std::vector<PlanMove>& trace);

/// Nothing if \p text is not such a text. Of an older one the jobs are numbered as in jobsOfOlder().
std::optional<std::vector<PlanMove>> unpackTrace(std::string_view text);

} // namespace jackdaw::session
