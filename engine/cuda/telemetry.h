// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace jackdaw::cuda {

inline constexpr const char* kTelemetryLibrary = "libnvidia-ml.so.1";

/// What a GPU says of itself; what it does not answer is left out. Utilisation is a slow average of "a kernel ran": it
/// knows nothing of pools, and no share is measured by it.
struct GpuReadings {
    std::optional<double> multiprocessorMegahertz;
    std::optional<double> memoryMegahertz;
    std::optional<double> watts;
    std::optional<double> celsius;
    std::optional<double> utilisation; ///< 0 to 1
    std::optional<std::uint64_t> usedBytes; ///< by all processes
    std::optional<bool> isSliced; ///< in slices (MIG)
    std::optional<bool> isExclusive; ///< one process at a time
};

/// NVIDIA's management library (NVML), opened at run time. A reading takes some microseconds per figure.
class Telemetry {
public:
    /// NotFound without the library, Unsupported if it lacks what every version has, Internal if it does not start.
    static Result<Telemetry> open(const std::string& library = kTelemetryLibrary);

    /// The driver's own version, e.g. 580.159.04; empty if it does not say.
    std::string driver() const;
    /// \p busId is that of GpuInfo. NotFound if there is no such GPU.
    Result<GpuReadings> read(const std::string& busId) const;

private:
    struct Library;
    explicit Telemetry(std::shared_ptr<const Library> library) : m_library(std::move(library)) { }

    std::shared_ptr<const Library> m_library;
};

} // namespace jackdaw::cuda
