// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A management library that knows one GPU and some of its sensors: others fail, or are not there.
#include <cstdio>
#include <cstring>

namespace {

constexpr int kFailed = 3;
int theGpu = 0;

struct Memory {
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};

} // namespace

extern "C" {

int nvmlInit_v2();
int nvmlShutdown();
int nvmlDeviceGetHandleByPciBusId_v2(const char* busId, void** device);
int nvmlSystemGetDriverVersion(char* text, unsigned length);
int nvmlDeviceGetClockInfo(void* device, unsigned which, unsigned* megahertz);
int nvmlDeviceGetPowerUsage(void* device, unsigned* milliwatts);
int nvmlDeviceGetTemperature(void* device, unsigned which, unsigned* celsius);
int nvmlDeviceGetMemoryInfo(void* device, Memory* bytes);
int nvmlDeviceGetComputeMode(void* device, unsigned* mode);

int nvmlInit_v2()
{
    return 0;
}
int nvmlShutdown()
{
    return 0;
}
int nvmlDeviceGetHandleByPciBusId_v2(const char* busId, void** device)
{
    *device = &theGpu;
    return std::strcmp(busId, "0000:01:00.0") == 0 ? 0 : kFailed;
}
int nvmlSystemGetDriverVersion(char* text, unsigned length)
{
    std::snprintf(text, length, "580.1");
    return 0;
}
int nvmlDeviceGetClockInfo(void*, unsigned which, unsigned* megahertz)
{
    *megahertz = which == 1 ? 1980 : 3201;
    return 0;
}
int nvmlDeviceGetPowerUsage(void*, unsigned* milliwatts)
{
    *milliwatts = 84'500;
    return 0;
}
int nvmlDeviceGetTemperature(void*, unsigned, unsigned*)
{
    return kFailed;
}
int nvmlDeviceGetMemoryInfo(void*, Memory* bytes)
{
    *bytes = {10, 3, 7};
    return 0;
}
int nvmlDeviceGetComputeMode(void*, unsigned* mode)
{
    *mode = 3;
    return 0;
}

} // extern "C"
