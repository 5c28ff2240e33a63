// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/profiling/cost_table.h"

#include <map>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// Batches of one shape that ran together.
struct BatchRun {
    std::string shape;
    int count = 1;
};

/// What work costs: under device time the calibrated table, under wall time what was measured so far. Keeps both
/// figures side by side, so that a bad table is seen.
class CostBook {
public:
    CostBook(ClockKind clock, profiling::CostTable table) : m_clock(clock), m_table(std::move(table)) { }

    /// Expected cost of one batch. Fails if the shape is in no table and was never measured.
    Result<GpuSeconds> cost(const std::string& shape) const;
    bool knows(const std::string& shape) const { return cost(shape).has_value(); }

    /// True under device time: what a batch is charged is known before it runs.
    bool isPriced() const { return m_clock == ClockKind::Device; }

    /// Expected cost of \p runs together in \p space, a part of the device. Fails as cost() does.
    Result<Nanoseconds> price(const std::vector<BatchRun>& runs, Share space = Share{1.0}) const;
    /// What \p runs, which took \p taken in \p space, take of a whole device.
    Nanoseconds onWholeDevice(const std::vector<BatchRun>& runs, Nanoseconds taken, Share space) const;
    /// Device time that one batch occupies in a lane that has this much \p space. Fails as cost() does.
    Result<GpuSeconds> occupied(const std::string& shape, Share space) const;
    const profiling::CostTable& table() const { return m_table; }

    /// What \p runs, measured to take \p measured together in \p space, are charged: their price under device time, and
    /// the measurement under wall time. The measurement is kept, unless it is not \p representative of what such runs
    /// take.
    Result<Nanoseconds> charge(const std::vector<BatchRun>& runs, Nanoseconds measured, bool representative = true,
                               Share space = Share{1.0});

    /// Takes a measurement made outside of a run, e.g. by a calibration.
    void learn(const std::string& shape, double seconds);

    /// What was measured so far, to go on with in a resumed run.
    std::vector<LearnedCost> learned() const;
    void restore(const std::vector<LearnedCost>& learned);

    /// Charged and measured sums since the last call.
    std::vector<CostMeasured::Line> takeLines();

private:
    struct Mean {
        double seconds = 0.0;
        double weight = 0.0;
    };

    void keep(const std::vector<BatchRun>& runs, Nanoseconds measured);

    ClockKind m_clock;
    profiling::CostTable m_table;
    std::map<std::string, Mean> m_measured;
    std::map<std::string, CostMeasured::Line> m_lines;
};

} // namespace jackdaw::runtime
