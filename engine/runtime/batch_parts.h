// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"
#include "engine/runtime/job.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// A job's batch on its way through a lane: in one piece, or, where it gives way and takes long, in parts of at most a
/// frame's time, between which other jobs have their turn. Under device time the first part does all of the work, and
/// the others only take their time: what it comes to is known early, and takes effect when the last one ends.
class BatchParts {
public:
    BatchParts() = default;
    BatchParts(Batch batch, bool givesWay) : m_batch(std::move(batch)), m_givesWay(givesWay) { }
    /// One whose work is done, and comes to \p outcome: part \p part of \p parts is next.
    BatchParts(std::vector<BatchRun> runs, Result<BatchOutcome> outcome, int part, int parts);

    const std::vector<BatchRun>& runs() const { return m_batch.runs; }
    int part() const { return m_part; }
    int parts() const { return m_parts; }
    bool isLast() const { return m_part + 1 >= m_parts; }
    /// The batch as a look, where it may be done in one round with others.
    const std::optional<BatchLook>& look() const { return m_batch.look; }
    /// What its work came to; usual before it ran. Copies share it.
    const Result<BatchOutcome>& outcome() const { return *m_outcome; }
    void setOutcome(Result<BatchOutcome> outcome) { *m_outcome = std::move(outcome); }

    /// Before the first part, of a batch that is expected to take \p whole.
    void divide(Nanoseconds whole, bool isPriced);
    /// What the next part takes of \p whole.
    Nanoseconds partOf(Nanoseconds whole) const { return whole * (m_part + 1) / m_parts - whole * m_part / m_parts; }
    /// The work of the next part.
    std::function<Status()> work(bool isPriced) const;
    /// The next part took \p measured and has ended.
    void go(Nanoseconds measured);
    /// What its parts took so far.
    Nanoseconds measured() const { return m_measured; }

private:
    Batch m_batch;
    bool m_givesWay = false;
    std::shared_ptr<Result<BatchOutcome>> m_outcome = std::make_shared<Result<BatchOutcome>>(BatchOutcome{});
    int m_part = 0;
    int m_parts = 1;
    Nanoseconds m_measured{0};
};

} // namespace jackdaw::runtime
