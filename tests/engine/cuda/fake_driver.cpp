// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A driver library with two small GPUs that can be asked what they are and nothing more. What is wrong with it is said
// by the macro that it is compiled with.
#include "engine/cuda/driver_abi.h"

#include <cstdio>
#include <cstring>

namespace {

using namespace jackdaw::cuda::abi;

#ifdef FAKE_DRIVER_EMPTY
constexpr Outcome kStarted = Outcome::NoDevice;
#else
constexpr Outcome kStarted = Outcome::Success;
#endif

Outcome cuInit(unsigned)
{
    return kStarted;
}
Outcome cuDriverGetVersion(int* version)
{
    *version = 12020;
    return Outcome::Success;
}
Outcome cuDeviceGetCount(int* count)
{
    *count = 2;
    return Outcome::Success;
}
Outcome cuDeviceGet(DeviceOrdinal* device, int ordinal)
{
    *device = ordinal;
    return Outcome::Success;
}
Outcome cuDeviceGetName(char* name, int length, DeviceOrdinal device)
{
    std::snprintf(name, static_cast<std::size_t>(length), "Small GPU %d", device);
    return Outcome::Success;
}
Outcome cuDeviceGetPCIBusId(char* busId, int length, DeviceOrdinal device)
{
    std::snprintf(busId, static_cast<std::size_t>(length), "0000:0%d:00.0", device);
    return Outcome::Success;
}
Outcome cuDeviceGetAttribute(int* value, int attribute, DeviceOrdinal)
{
    *value = attribute == kMultiprocessorCount ? 20 : attribute == kComputeCapabilityMajor ? 8 : 6;
    return Outcome::Success;
}
Outcome cuDeviceTotalMem(std::size_t* bytes, DeviceOrdinal)
{
    *bytes = 1 << 20;
    return Outcome::Success;
}
Outcome notHere()
{
    return Outcome::NotSupported;
}

struct Known {
    const char* name;
    void* function;
};
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
#name, reinterpret_cast < void*>(name)                                                                         \
    }
const Known kKnown[]{
    KNOWN(cuInit),          KNOWN(cuDriverGetVersion),  KNOWN(cuDeviceGetCount),     KNOWN(cuDeviceGet),
    KNOWN(cuDeviceGetName), KNOWN(cuDeviceGetPCIBusId), KNOWN(cuDeviceGetAttribute), KNOWN(cuDeviceTotalMem)};
#undef KNOWN

bool isMissing(const char* name)
{
#ifdef FAKE_DRIVER_OLD
    return std::strcmp(name, "cuLibraryLoadData") == 0;
#elif defined(FAKE_DRIVER_POOLLESS)
    return std::strcmp(name, "cuGreenCtxCreate") == 0;
#else
    static_cast<void>(name);
    return false;
#endif
}

} // namespace

// Drivers from before CUDA 12.0 have it under another name.
#ifdef FAKE_DRIVER_ANCIENT
#define cuGetProcAddress_v2 cuGetProcAddress
#endif
extern "C" Outcome cuGetProcAddress_v2(const char* name, void** function, int, std::uint64_t, int*);
extern "C" Outcome cuGetProcAddress_v2(const char* name, void** function, int, std::uint64_t, int*)
{
    if (isMissing(name))
        return Outcome::InvalidValue;
    *function = reinterpret_cast<void*>(notHere);
    for (const Known& known : kKnown) {
        if (std::strcmp(known.name, name) == 0)
            *function = known.function;
    }
    return Outcome::Success;
}
