// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/driver_abi.h"

#include <QTest>

#include <set>
#include <string>
#include <type_traits>
#include <vector>

// Named before the headers come, which rename some entry points by macros.
namespace jackdaw::cuda::ours {
#define JACKDAW_TYPE(name, version, parameters) using Type_##name = decltype(abi::EntryPoints::name);
JACKDAW_CUDA_CORE(JACKDAW_TYPE)
JACKDAW_CUDA_GREEN_CONTEXTS(JACKDAW_TYPE)
#undef JACKDAW_TYPE
} // namespace jackdaw::cuda::ours

#if __has_include(<cudaTypedefs.h>)
#include <cuda.h>
#include <cudaTypedefs.h>
#define JACKDAW_HAS_CUDA_HEADERS 1
#endif

using namespace jackdaw::cuda;

namespace {

/// Whether two types are passed in the same way: pointers alike in depth, numbers and enumerations of one size.
template <class Ours, class Theirs>
constexpr bool isSameAbi()
{
    if constexpr (std::is_pointer_v<Ours> && std::is_pointer_v<Theirs>) {
        using OurTarget = std::remove_const_t<std::remove_pointer_t<Ours>>;
        using TheirTarget = std::remove_const_t<std::remove_pointer_t<Theirs>>;
        if constexpr (std::is_class_v<TheirTarget> || std::is_void_v<TheirTarget>)
            return !std::is_pointer_v<OurTarget>;
        else
            return isSameAbi<OurTarget, TheirTarget>();
    } else {
        constexpr bool isNumber = std::is_integral_v<Ours> || std::is_enum_v<Ours>;
        constexpr bool isTheirNumber = std::is_integral_v<Theirs> || std::is_enum_v<Theirs>;
        return sizeof(Ours) == sizeof(Theirs) && ((isNumber && isTheirNumber) || std::is_same_v<Ours, Theirs>);
    }
}

template <class Ours, class Theirs>
struct SameFunction : std::false_type {
};
template <class OurResult, class... Ours, class TheirResult, class... Theirs>
struct SameFunction<OurResult (*)(Ours...), TheirResult (*)(Theirs...)> {
    static constexpr bool compare()
    {
        if constexpr (sizeof...(Ours) == sizeof...(Theirs))
            return isSameAbi<OurResult, TheirResult>() && (isSameAbi<Ours, Theirs>() && ...);
        else
            return false;
    }
    static constexpr bool value = compare();
};

static_assert(SameFunction<int (*)(int*), unsigned (*)(unsigned*)>::value);
static_assert(!SameFunction<int (*)(int*), int (*)(int**)>::value);
static_assert(!SameFunction<int (*)(int), int (*)(long)>::value);
static_assert(!SameFunction<int (*)(int), int (*)(int, int)>::value);
static_assert(!SameFunction<int (*)(int), int (*)(float)>::value);

struct ComparedValue {
    const char* name;
    std::int64_t ours;
    std::int64_t theirs;
};

#ifdef JACKDAW_HAS_CUDA_HEADERS

// That there is a typedef of each version at all is checked by compiling.
#define JACKDAW_COMPARE(name, version, parameters)                                                                     \
    static_assert(SameFunction<ours::Type_##name, PFN_##name##_v##version>::value);
JACKDAW_CUDA_CORE(JACKDAW_COMPARE)
JACKDAW_CUDA_GREEN_CONTEXTS(JACKDAW_COMPARE)
#undef JACKDAW_COMPARE
static_assert(SameFunction<abi::GetProcAddress, PFN_cuGetProcAddress_v12000>::value);

static_assert(sizeof(abi::Resource) == sizeof(CUdevResource));
static_assert(alignof(abi::Resource) == alignof(CUdevResource));
static_assert(offsetof(abi::Resource, type) == offsetof(CUdevResource, type));
static_assert(offsetof(abi::Resource, multiprocessors.count) == offsetof(CUdevResource, sm.smCount));
static_assert(sizeof(CUdeviceptr) == sizeof(abi::DeviceAddress) && sizeof(CUdevice) == sizeof(abi::DeviceOrdinal));

template <class Ours, class Theirs>
ComparedValue compared(const char* name, Ours ours, Theirs theirs)
{
    return {name, static_cast<std::int64_t>(ours), static_cast<std::int64_t>(theirs)};
}

#define JACKDAW_VALUE(ours, theirs) compared(#theirs, ours, theirs)

std::vector<ComparedValue> comparedValues()
{
    using enum abi::Outcome;
    return {
        JACKDAW_VALUE(Success, CUDA_SUCCESS),
        JACKDAW_VALUE(InvalidValue, CUDA_ERROR_INVALID_VALUE),
        JACKDAW_VALUE(OutOfMemory, CUDA_ERROR_OUT_OF_MEMORY),
        JACKDAW_VALUE(NoDevice, CUDA_ERROR_NO_DEVICE),
        JACKDAW_VALUE(InvalidHandle, CUDA_ERROR_INVALID_HANDLE),
        JACKDAW_VALUE(NotReady, CUDA_ERROR_NOT_READY),
        JACKDAW_VALUE(IllegalAddress, CUDA_ERROR_ILLEGAL_ADDRESS),
        JACKDAW_VALUE(LaunchOutOfResources, CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES),
        JACKDAW_VALUE(LaunchTimeout, CUDA_ERROR_LAUNCH_TIMEOUT),
        JACKDAW_VALUE(Assert, CUDA_ERROR_ASSERT),
        JACKDAW_VALUE(HardwareStackError, CUDA_ERROR_HARDWARE_STACK_ERROR),
        JACKDAW_VALUE(IllegalInstruction, CUDA_ERROR_ILLEGAL_INSTRUCTION),
        JACKDAW_VALUE(MisalignedAddress, CUDA_ERROR_MISALIGNED_ADDRESS),
        JACKDAW_VALUE(InvalidAddressSpace, CUDA_ERROR_INVALID_ADDRESS_SPACE),
        JACKDAW_VALUE(InvalidProgramCounter, CUDA_ERROR_INVALID_PC),
        JACKDAW_VALUE(LaunchFailed, CUDA_ERROR_LAUNCH_FAILED),
        JACKDAW_VALUE(NotSupported, CUDA_ERROR_NOT_SUPPORTED),
        JACKDAW_VALUE(InvalidResourceType, CUDA_ERROR_INVALID_RESOURCE_TYPE),
        JACKDAW_VALUE(InvalidResourceConfiguration, CUDA_ERROR_INVALID_RESOURCE_CONFIGURATION),
        JACKDAW_VALUE(Unknown, CUDA_ERROR_UNKNOWN),
        JACKDAW_VALUE(abi::kMultiprocessorResource, CU_DEV_RESOURCE_TYPE_SM),
        JACKDAW_VALUE(abi::kGreenContextDefaultStream, CU_GREEN_CTX_DEFAULT_STREAM),
        JACKDAW_VALUE(abi::kStreamNonBlocking, CU_STREAM_NON_BLOCKING),
        JACKDAW_VALUE(abi::kEventDefault, CU_EVENT_DEFAULT),
        JACKDAW_VALUE(abi::kCaptureThreadLocal, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL),
        JACKDAW_VALUE(abi::kMultiprocessorCount, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
        JACKDAW_VALUE(abi::kComputeCapabilityMajor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
        JACKDAW_VALUE(abi::kComputeCapabilityMinor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
    };
}

#undef JACKDAW_VALUE

#else

std::vector<ComparedValue> comparedValues()
{
    return {};
}

#endif

/// Names as they stand in our list, untouched by the headers' macros.
std::vector<std::string> entryPoints()
{
#define JACKDAW_NAME(name, version, parameters) #name,
    return {JACKDAW_CUDA_CORE(JACKDAW_NAME) JACKDAW_CUDA_GREEN_CONTEXTS(JACKDAW_NAME)};
#undef JACKDAW_NAME
}

} // namespace

class TestDriverAbi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEntryPointIsNamedOnce()
    {
        const auto names = entryPoints();
        QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
    }

    /// Signatures and layouts are compared when this is compiled.
    void everyValueIsThatOfTheHeaders()
    {
        const auto values = comparedValues();
        if (values.empty())
            QSKIP("No CUDA toolkit is installed.");
        for (const ComparedValue& value : values)
            QVERIFY2(value.ours == value.theirs, value.name);
    }
};

QTEST_APPLESS_MAIN(TestDriverAbi)
#include "tst_driver_abi.moc"
