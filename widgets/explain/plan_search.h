// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::widgets {

/// How far one goes at once through a search.
enum class StepUnit { Trial, Pair, Steal };

/// The search that led to a plan, step by step. Step 0 is what it began with, step k its k-th tried move.
class PlanSearch {
public:
    PlanSearch() = default;
    explicit PlanSearch(std::shared_ptr<const PlanComputed> plan);

    const PlanComputed* plan() const { return m_plan.get(); }
    /// Moves of the search that decided.
    std::span<const PlanMove> moves() const { return m_moves; }
    std::size_t lastStep() const { return m_moves.size(); }
    /// The move of a step from 1 on.
    const PlanMove& move(std::size_t step) const { return m_moves[step - 1]; }
    /// The newest move that was kept at or before \p step; none before the first.
    std::optional<std::size_t> keptAt(std::size_t step) const;

    /// Share of every job before the move of \p step, and as the move would leave it; at step 0 both are the start.
    std::vector<double> before(std::size_t step) const;
    std::vector<double> tried(std::size_t step) const;
    /// Best score after \p step; none where no move says.
    std::optional<double> best(std::size_t step) const;
    /// The step that comes next in \p direction; \p step itself where there is none.
    std::size_t next(std::size_t step, StepUnit unit, int direction) const;
    std::size_t keptCount() const { return m_kept.size(); }

    /// Searches that were tried from other starts and lost.
    struct LostSearch {
        std::size_t first = 0; ///< place in the trace
        std::size_t count = 0;
        double best = 0.0; ///< its best score
    };
    std::vector<LostSearch> lostSearches() const;

private:
    std::vector<double> start() const;
    bool isBorder(std::size_t step, StepUnit unit) const;

    std::shared_ptr<const PlanComputed> m_plan;
    std::span<const PlanMove> m_moves;
    std::vector<std::size_t> m_kept; ///< steps whose moves were kept
};

} // namespace jackdaw::widgets
