// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// The part of NVIDIA's driver interface that is used. It is declared here, so that the room compiles on every machine
/// and needs no toolkit. A versioned entry point never changes; tst_driver_abi holds names, versions, signatures,
/// layouts and values against a toolkit's own headers where one is installed.
namespace jackdaw::cuda::abi {

/// CUresult, as far as somebody asks for a certain one.
enum class Outcome : unsigned {
    Success = 0,
    InvalidValue = 1,
    OutOfMemory = 2,
    NoDevice = 100,
    InvalidHandle = 400,
    NotReady = 600,
    IllegalAddress = 700,
    LaunchOutOfResources = 701,
    LaunchTimeout = 702,
    Assert = 710,
    HardwareStackError = 714,
    IllegalInstruction = 715,
    MisalignedAddress = 716,
    InvalidAddressSpace = 717,
    InvalidProgramCounter = 718,
    LaunchFailed = 719,
    NotSupported = 801,
    InvalidResourceType = 914,
    InvalidResourceConfiguration = 915,
    Unknown = 999,
};

using DeviceOrdinal = int;
using DeviceAddress = unsigned long long;
using Context = struct ContextObject*;
using GreenContext = struct GreenContextObject*;
using Stream = struct StreamObject*;
using Event = struct EventObject*;
using Function = struct FunctionObject*;
using Kernel = struct KernelObject*;
using Library = struct LibraryObject*;
using Graph = struct GraphObject*;
using ExecutableGraph = struct ExecutableGraphObject*;
using ResourceDescription = struct ResourceDescriptionObject*;

/// CUdevResource: what can be divided among green contexts.
struct Resource {
    int type = 0;
    unsigned char reserved[92] = {};
    union {
        struct {
            unsigned count; ///< of multiprocessors
            unsigned smallestPartition; ///< later drivers; older ones leave it 0
            unsigned alignment;
        } multiprocessors;
        unsigned char external[48] = {};
    };
};

inline constexpr int kMultiprocessorResource = 1;
inline constexpr unsigned kGreenContextDefaultStream = 1;
inline constexpr unsigned kStreamNonBlocking = 1;
inline constexpr unsigned kEventDefault = 0;
inline constexpr int kCaptureThreadLocal = 1;
inline constexpr int kComputeCapabilityMajor = 75;
inline constexpr int kComputeCapabilityMinor = 76;
inline constexpr int kMultiprocessorCount = 16;

// Entry points: name, version, parameters. All return an Outcome.
#define JACKDAW_CUDA_CORE(X)                                                                                           \
    X(cuInit, 2000, (unsigned flags))                                                                                  \
    X(cuDriverGetVersion, 2020, (int* version))                                                                        \
    X(cuGetErrorName, 6000, (Outcome outcome, const char** name))                                                      \
    X(cuDeviceGetCount, 2000, (int* count))                                                                            \
    X(cuDeviceGet, 2000, (DeviceOrdinal * device, int ordinal))                                                        \
    X(cuDeviceGetName, 2000, (char* name, int length, DeviceOrdinal device))                                           \
    X(cuDeviceGetPCIBusId, 4010, (char* busId, int length, DeviceOrdinal device))                                      \
    X(cuDeviceGetAttribute, 2000, (int* value, int attribute, DeviceOrdinal device))                                   \
    X(cuDeviceTotalMem, 3020, (std::size_t * bytes, DeviceOrdinal device))                                             \
    X(cuDevicePrimaryCtxRetain, 7000, (Context * context, DeviceOrdinal device))                                       \
    X(cuDevicePrimaryCtxRelease, 11000, (DeviceOrdinal device))                                                        \
    X(cuCtxSetCurrent, 4000, (Context context))                                                                        \
    X(cuMemGetInfo, 3020, (std::size_t * free, std::size_t * total))                                                   \
    X(cuMemAlloc, 3020, (DeviceAddress * address, std::size_t bytes))                                                  \
    X(cuMemFree, 3020, (DeviceAddress address))                                                                        \
    X(cuMemHostAlloc, 2020, (void** address, std::size_t bytes, unsigned flags))                                       \
    X(cuMemFreeHost, 2000, (void* address))                                                                            \
    X(cuMemcpyAsync, 4000, (DeviceAddress to, DeviceAddress from, std::size_t bytes, Stream stream))                   \
    X(cuMemsetD8Async, 3020, (DeviceAddress to, unsigned char value, std::size_t bytes, Stream stream))                \
    X(cuStreamCreate, 2000, (Stream * stream, unsigned flags))                                                         \
    X(cuStreamDestroy, 4000, (Stream stream))                                                                          \
    X(cuStreamSynchronize, 2000, (Stream stream))                                                                      \
    X(cuStreamWaitEvent, 3020, (Stream stream, Event event, unsigned flags))                                           \
    X(cuStreamBeginCapture, 10010, (Stream stream, int mode))                                                          \
    X(cuStreamEndCapture, 10000, (Stream stream, Graph * graph))                                                       \
    X(cuEventCreate, 2000, (Event * event, unsigned flags))                                                            \
    X(cuEventDestroy, 4000, (Event event))                                                                             \
    X(cuEventRecord, 2000, (Event event, Stream stream))                                                               \
    X(cuEventQuery, 2000, (Event event))                                                                               \
    X(cuEventSynchronize, 2000, (Event event))                                                                         \
    X(cuEventElapsedTime, 2000, (float* milliseconds, Event from, Event to))                                           \
    X(cuLibraryLoadData, 12000,                                                                                        \
      (Library * library, const void* image, int* jitOptions, void** jitValues, unsigned jitCount,                     \
       int* libraryOptions, void** libraryValues, unsigned libraryCount))                                              \
    X(cuLibraryUnload, 12000, (Library library))                                                                       \
    X(cuLibraryGetKernel, 12000, (Kernel * kernel, Library library, const char* name))                                 \
    X(cuLaunchKernel, 4000,                                                                                            \
      (Function function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY,            \
       unsigned blockZ, unsigned sharedBytes, Stream stream, void** parameters, void** extra))                         \
    X(cuGraphInstantiateWithFlags, 11040, (ExecutableGraph * executable, Graph graph, unsigned long long flags))       \
    X(cuGraphLaunch, 10000, (ExecutableGraph executable, Stream stream))                                               \
    X(cuGraphExecDestroy, 10000, (ExecutableGraph executable))                                                         \
    X(cuGraphDestroy, 10000, (Graph graph))

#define JACKDAW_CUDA_GREEN_CONTEXTS(X)                                                                                 \
    X(cuDeviceGetDevResource, 12040, (DeviceOrdinal device, Resource * resource, int type))                            \
    X(cuDevSmResourceSplitByCount, 12040,                                                                              \
      (Resource * groups, unsigned* count, const Resource* input, Resource* rest, unsigned flags, unsigned smallest))  \
    X(cuDevResourceGenerateDesc, 12040, (ResourceDescription * description, Resource * resources, unsigned count))     \
    X(cuGreenCtxCreate, 12040,                                                                                         \
      (GreenContext * context, ResourceDescription description, DeviceOrdinal device, unsigned flags))                 \
    X(cuGreenCtxDestroy, 12040, (GreenContext context))                                                                \
    X(cuGreenCtxStreamCreate, 12050, (Stream * stream, GreenContext context, unsigned flags, int priority))

/// Null where the driver has no such entry point.
struct EntryPoints {
#define JACKDAW_CUDA_POINTER(name, version, parameters) Outcome(*name) parameters = nullptr;
    JACKDAW_CUDA_CORE(JACKDAW_CUDA_POINTER)
    JACKDAW_CUDA_GREEN_CONTEXTS(JACKDAW_CUDA_POINTER)
#undef JACKDAW_CUDA_POINTER
};

/// What every entry point is asked for by; found in the driver library under this name since CUDA 12.0.
inline constexpr const char* kGetProcAddress = "cuGetProcAddress_v2";
using GetProcAddress = Outcome (*)(const char* name, void** function, int version, std::uint64_t flags, int* found);

} // namespace jackdaw::cuda::abi
