// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/base/stopwatch.h"
#include "engine/base/units.h"
#include "engine/profiling/throughput_curve.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::profiling {

/// Seconds per batch of each shape on one device. Under device time jobs are charged from it.
///
/// Where a device can be divided, a shape has further lines for what a batch takes in parts of it, alone there:
/// "SHAPE@PART", as in "infer/1x288x352@0.1212".
class CostTable {
public:
    CostTable() = default;
    explicit CostTable(const std::vector<BatchCost>& lines);

    /// JSON: {"format": "jackdaw-cost-table", "version": 1, "device": ..., "batches": {shape: seconds}, "memory":
    /// {shape: bytes}, "device_memory": bytes}; the last two may be missing. Errors carry a JSON pointer.
    static Result<CostTable> load(const std::filesystem::path& file);
    Status save(const std::filesystem::path& file) const;

    /// \p line: a shape, or a shape in a part.
    void set(const std::string& line, double seconds);
    static std::string lineOf(const std::string& shape, Share part);
    /// The shape that \p line is of.
    static std::string shapeOf(const std::string& line);
    /// An error that names the shape and the command that calibrates it.
    Result<GpuSeconds> cost(const std::string& shape) const;
    bool contains(const std::string& shape) const { return m_seconds.contains(shape); }
    std::vector<BatchCost> lines() const;
    /// Those of \p shape in parts of the device.
    std::vector<BatchCost> partsOf(const std::string& shape) const;
    /// How fast batches of \p shape run in \p space while the rest of the device is busy, as a part of how fast they
    /// run on the whole device. 1 where they were measured in no part.
    double speed(const std::string& shape, Share space) const;
    /// The same over several \p shapes. None where none was measured in parts.
    std::optional<ThroughputCurve> speedOf(const std::vector<std::string>& shapes) const;

    /// Device memory that a job needs to run batches of \p shape. 0 where nobody measured it.
    std::uint64_t memory(const std::string& shape) const;
    void setMemory(const std::string& shape, std::uint64_t bytes) { m_memory[shape] = bytes; }
    void takeMemory(const CostTable& other)
    {
        m_memory = other.m_memory;
        deviceMemory = other.deviceMemory;
    }

    std::uint64_t deviceMemory = 0; ///< bytes of the device; 0: not known
    std::string device; ///< in words, e.g. "AMD EPYC, 1 thread"

private:
    void refit(const std::string& shape);

    std::map<std::string, double> m_seconds; ///< by line
    std::map<std::string, std::uint64_t> m_memory; ///< bytes by shape
    std::map<std::string, ThroughputCurve> m_curves; ///< by shape
};

/// Median seconds of \p run over at least \p repeats calls and 0.3 s, after one warm-up call.
double measureBatch(const std::function<void()>& run, int repeats = 7, StopwatchKind kind = StopwatchKind::Wall);

} // namespace jackdaw::profiling
