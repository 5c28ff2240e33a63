// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <deque>
#include <functional>
#include <memory>

namespace jackdaw::widgets {

/// Plans with every move that was tried; the state keeps the accepted ones alone. What a plan was does not depend on
/// how the session got to it, so that plans stay known across seeks.
class PlanRecords {
public:
    using Plan = std::shared_ptr<const PlanComputed>;
    /// Gives an event of the record by its number, or nothing as long as it is not read.
    using Recall = std::function<std::optional<Event>(std::uint64_t sequence)>;

    /// Moves that are kept at most, some 16 MB; the newest plan is kept whatever it takes.
    static constexpr std::size_t kMoveCapacity = 400'000;

    void take(const Event& event);
    /// The whole of \p plan; null where it did not come this way.
    Plan find(const PlanState& plan) const;
    /// As find(), but asks \p recall for what is not known. Asked again until it is.
    Plan fetch(const SessionState& state, const PlanState& plan, const Recall& recall);
    void clear();

private:
    struct Record {
        Nanoseconds time{0};
        std::uint64_t sequence = 0;
        Plan plan;
    };
    void forgetOld();

    std::deque<Record> m_records;
    std::size_t m_moves = 0;
};

} // namespace jackdaw::widgets
