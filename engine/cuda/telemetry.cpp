// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/telemetry.h"

#include "engine/cuda/shared_library.h"

#include <array>
#include <utility>

namespace jackdaw::cuda {
namespace {

// NVML's binary interface, as far as it is used; unchanged since its first versions.
using Outcome = int; // 0 is success
using Device = struct DeviceObject*;
struct Utilisation {
    unsigned gpu;
    unsigned memory;
};
struct Memory {
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};
constexpr unsigned kMultiprocessorClock = 1;
constexpr unsigned kMemoryClock = 2;
constexpr unsigned kGpuTemperature = 0;
constexpr unsigned kExclusiveProcess = 3;

} // namespace

struct Telemetry::Library {
    SharedLibrary library;
    Outcome (*init)() = nullptr;
    Outcome (*shutdown)() = nullptr;
    Outcome (*find)(const char* busId, Device* device) = nullptr;
    Outcome (*driverVersion)(char* text, unsigned length) = nullptr;
    Outcome (*clock)(Device device, unsigned which, unsigned* megahertz) = nullptr;
    Outcome (*power)(Device device, unsigned* milliwatts) = nullptr;
    Outcome (*temperature)(Device device, unsigned which, unsigned* celsius) = nullptr;
    Outcome (*utilisation)(Device device, Utilisation* percent) = nullptr;
    Outcome (*memory)(Device device, Memory* bytes) = nullptr;
    Outcome (*mig)(Device device, unsigned* current, unsigned* pending) = nullptr;
    Outcome (*computeMode)(Device device, unsigned* mode) = nullptr;
    bool isStarted = false;

    explicit Library(SharedLibrary opened) : library(std::move(opened))
    {
        const auto fill = [this](auto& function, const char* name) {
            function = library.function<std::remove_reference_t<decltype(function)>>(name);
        };
        fill(init, "nvmlInit_v2");
        fill(shutdown, "nvmlShutdown");
        fill(find, "nvmlDeviceGetHandleByPciBusId_v2");
        fill(driverVersion, "nvmlSystemGetDriverVersion");
        fill(clock, "nvmlDeviceGetClockInfo");
        fill(power, "nvmlDeviceGetPowerUsage");
        fill(temperature, "nvmlDeviceGetTemperature");
        fill(utilisation, "nvmlDeviceGetUtilizationRates");
        fill(memory, "nvmlDeviceGetMemoryInfo");
        fill(mig, "nvmlDeviceGetMigMode");
        fill(computeMode, "nvmlDeviceGetComputeMode");
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library()
    {
        if (isStarted)
            shutdown();
    }

    /// The figure that \p function writes behind its other \p arguments; nothing if it is not there or fails.
    template <class Function, class... Arguments>
    static std::optional<double> figure(Function function, double unit, Arguments... arguments)
    {
        unsigned value = 0;
        if (!function || function(arguments..., &value) != 0)
            return std::nullopt;
        return value * unit;
    }
};

Result<Telemetry> Telemetry::open(const std::string& name)
{
    auto opened = SharedLibrary::open(name);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto library = std::make_shared<Library>(*std::move(opened));
    if (!library->init || !library->shutdown || !library->find)
        return fail(ErrorCode::Unsupported, "The library " + name + " is too old: it lacks what every version has.",
                    "Update NVIDIA's driver to see clocks and power.");
    if (const Outcome outcome = library->init(); outcome != 0)
        return fail(ErrorCode::Internal,
                    "NVIDIA's management library does not start (error " + std::to_string(outcome) + ").");
    library->isStarted = true;
    return Telemetry(library);
}

std::string Telemetry::driver() const
{
    std::array<char, 96> text{};
    const bool answers =
        m_library->driverVersion && m_library->driverVersion(text.data(), static_cast<unsigned>(text.size() - 1)) == 0;
    return answers ? text.data() : "";
}

Result<GpuReadings> Telemetry::read(const std::string& busId) const
{
    const Library& nvml = *m_library;
    Device device = nullptr;
    if (const Outcome outcome = nvml.find(busId.c_str(), &device); outcome != 0)
        return fail(ErrorCode::NotFound,
                    "NVIDIA's management library does not know the GPU " + busId + " (error " + std::to_string(outcome)
                        + ").");
    GpuReadings readings;
    readings.multiprocessorMegahertz = Library::figure(nvml.clock, 1.0, device, kMultiprocessorClock);
    readings.memoryMegahertz = Library::figure(nvml.clock, 1.0, device, kMemoryClock);
    readings.watts = Library::figure(nvml.power, 1e-3, device);
    readings.celsius = Library::figure(nvml.temperature, 1.0, device, kGpuTemperature);
    if (const auto mode = Library::figure(nvml.computeMode, 1.0, device))
        readings.isExclusive = *mode == kExclusiveProcess;
    if (Utilisation percent{}; nvml.utilisation && nvml.utilisation(device, &percent) == 0)
        readings.utilisation = percent.gpu / 100.0;
    if (Memory bytes{}; nvml.memory && nvml.memory(device, &bytes) == 0)
        readings.usedBytes = bytes.used;
    unsigned current = 0;
    unsigned pending = 0;
    if (nvml.mig && nvml.mig(device, &current, &pending) == 0)
        readings.isSliced = current != 0;
    return readings;
}

} // namespace jackdaw::cuda
