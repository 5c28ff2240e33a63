// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "engine/cuda/driver_table.h"
#include "engine/cuda/telemetry.h"

namespace jackdaw::check {
namespace {

constexpr double kMebibyte = 1 << 20;

Finding device(const cuda::Gpu& gpu)
{
    const cuda::GpuInfo& info = gpu.info();
    return {"device",
            {{"name", info.name},
             {"compute_capability", info.computeCapability},
             {"multiprocessors", info.multiprocessors},
             {"memory_mib", static_cast<double>(info.memoryBytes) / kMebibyte},
             {"cuda", cuda::versionText(info.driverVersion)},
             {"bus_id", info.busId}},
            {}};
}

Finding atoms(cuda::Gpu& gpu)
{
    const auto atoms = gpu.atoms();
    if (!atoms)
        return {"pools", {{"possible", false}, {"why", atoms.error().message}}, {}};
    return {
        "pools", {{"possible", true}, {"atoms", atoms->count}, {"atom_size", atoms->size}, {"rest", atoms->rest}}, {}};
}

Finding sensors(cuda::Gpu& gpu)
{
    const Nanoseconds begun = gpu.now();
    const auto telemetry = cuda::Telemetry::open();
    const auto readings = telemetry ? telemetry->read(gpu.info().busId) : tl::unexpected(telemetry.error());
    const Nanoseconds opened = gpu.now();
    Finding finding{"sensors", {{"answer", readings.has_value()}}, {}};
    if (!readings) {
        finding.values["why"] = readings.error().message;
        return finding;
    }
    finding.values["open_and_read_ms"] = toSeconds(opened - begun) * 1e3;
    finding.values["driver"] = telemetry->driver();
    const auto add = [&](const char* name, const auto& value) {
        if (value)
            finding.values[name] = *value;
    };
    add("multiprocessor_mhz", readings->multiprocessorMegahertz);
    add("memory_mhz", readings->memoryMegahertz);
    add("watts", readings->watts);
    add("celsius", readings->celsius);
    add("utilisation", readings->utilisation);
    add("used_bytes", readings->usedBytes);
    add("sliced", readings->isSliced);
    add("exclusive", readings->isExclusive);
    return finding;
}

} // namespace

Status checkInventory(Bench& bench, const Say& say)
{
    say(device(*bench.gpu));
    say(atoms(*bench.gpu));
    say(sensors(*bench.gpu));
    return {};
}

} // namespace jackdaw::check
