// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/plan/allocation_bar.h"

namespace jackdaw::widgets {

/// The shares of \p plan as pieces of the bar, by device, inferences first.
std::vector<AllocationBar::Piece> planPieces(const SessionState& state, const PlanComputed& plan);

} // namespace jackdaw::widgets
