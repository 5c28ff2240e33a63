// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/base/stopwatch.h"
#include "engine/base/units.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::profiling {

/// Seconds per batch of each shape on one device. Under device time jobs are charged from it.
class CostTable {
public:
    CostTable() = default;
    explicit CostTable(const std::vector<BatchCost>& lines);

    /// JSON: {"format": "jackdaw-cost-table", "version": 1, "device": ..., "batches": {shape: seconds}}. Errors carry a
    /// JSON pointer.
    static Result<CostTable> load(const std::filesystem::path& file);
    Status save(const std::filesystem::path& file) const;

    void set(const std::string& shape, double seconds);
    /// An error that names the shape and the command that calibrates it.
    Result<GpuSeconds> cost(const std::string& shape) const;
    bool contains(const std::string& shape) const { return m_seconds.contains(shape); }
    std::vector<BatchCost> lines() const;

    std::string device; ///< in words, e.g. "AMD EPYC, 1 thread"

private:
    std::map<std::string, double> m_seconds;
};

/// Median seconds of \p run over at least \p repeats calls and 0.3 s, after one warm-up call.
double measureBatch(const std::function<void()>& run, int repeats = 7, StopwatchKind kind = StopwatchKind::Wall);

} // namespace jackdaw::profiling
