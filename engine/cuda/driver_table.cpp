// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/driver_table.h"

#include "engine/cuda/driver_error.h"

#include <utility>

namespace jackdaw::cuda {
namespace {

constexpr const char* kUpdate = "Update NVIDIA's driver to use the GPU; the CPU works as it is.";
constexpr const char* kInstall = "Install NVIDIA's driver to use a GPU; the CPU works without.";

/// Looks entry points up and remembers the first that is not there.
class Finder {
public:
    explicit Finder(abi::GetProcAddress find) : m_find(find) { }

    template <class Function>
    void fill(Function& function, const char* name, int version)
    {
        void* address = nullptr;
        int found = 0;
        const abi::Outcome outcome = m_find(name, &address, version, 0, &found);
        function = outcome == abi::Outcome::Success ? reinterpret_cast<Function>(address) : nullptr;
        if (!function && m_missing.empty())
            m_missing = std::string(name) + " of CUDA " + versionText(version);
    }
    std::string takeMissing() { return std::exchange(m_missing, {}); }

private:
    abi::GetProcAddress m_find;
    std::string m_missing;
};

Status start(DriverTable& table)
{
    if (const abi::Outcome outcome = table.call.cuInit(0); outcome == abi::Outcome::NoDevice)
        return tl::unexpected(noGpuError());
    else if (outcome != abi::Outcome::Success)
        return tl::unexpected(callError("NVIDIA's driver", "cuInit", outcome));
    if (const abi::Outcome outcome = table.call.cuDriverGetVersion(&table.version); outcome != abi::Outcome::Success)
        return tl::unexpected(callError("NVIDIA's driver", "cuDriverGetVersion", outcome));
    return {};
}

} // namespace

std::string versionText(int version)
{
    return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

Result<DriverTable> openDriver(const std::string& name)
{
    auto library = SharedLibrary::open(name);
    if (!library)
        return fail(ErrorCode::NotFound, "There is no NVIDIA driver on this machine: " + name + " was not found.",
                    kInstall, library.error().detail);
    const auto find = library->function<abi::GetProcAddress>(abi::kGetProcAddress);
    if (!find)
        return fail(ErrorCode::Unsupported,
                    "NVIDIA's driver is too old: it cannot be asked for entry points by version, as drivers for CUDA "
                    "12.0 and later can.",
                    kUpdate);
    DriverTable table{*std::move(library), {}, 0, {}};
    Finder finder(find);
#define JACKDAW_CUDA_FILL(name, version, parameters) finder.fill(table.call.name, #name, version);
    JACKDAW_CUDA_CORE(JACKDAW_CUDA_FILL)
    if (const std::string missing = finder.takeMissing(); !missing.empty())
        return fail(ErrorCode::Unsupported, "NVIDIA's driver is too old: it lacks " + missing + ".", kUpdate);
    JACKDAW_CUDA_GREEN_CONTEXTS(JACKDAW_CUDA_FILL)
#undef JACKDAW_CUDA_FILL
    table.missingForPools = finder.takeMissing();
    if (const Status started = start(table); !started)
        return tl::unexpected(started.error());
    return table;
}

} // namespace jackdaw::cuda
