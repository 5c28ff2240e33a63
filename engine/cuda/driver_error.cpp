// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/driver_error.h"

#include <algorithm>
#include <iterator>

namespace jackdaw::cuda {
namespace {

struct Meaning {
    abi::Outcome outcome;
    ErrorCode code;
    const char* words;
};

using enum abi::Outcome;

constexpr Meaning kMeanings[]{
    {InvalidValue, ErrorCode::Internal, "a value is not valid"},
    {OutOfMemory, ErrorCode::OutOfMemory, "out of memory"},
    {NoDevice, ErrorCode::NotFound, "there is no device"},
    {InvalidHandle, ErrorCode::Internal, "a handle is not valid"},
    {LaunchOutOfResources, ErrorCode::Internal, "a kernel needs more than a multiprocessor has"},
    {NotSupported, ErrorCode::Internal, "not supported on this device"},
    {InvalidResourceType, ErrorCode::Internal, "the device has no such resource"},
    {InvalidResourceConfiguration, ErrorCode::Internal, "the multiprocessors cannot be divided in this way"},
    // After these every later call of the process fails.
    {IllegalAddress, ErrorCode::NotFound, "a kernel used memory that is not its own"},
    {LaunchTimeout, ErrorCode::NotFound, "a kernel ran too long"},
    {Assert, ErrorCode::NotFound, "a kernel's assertion failed"},
    {HardwareStackError, ErrorCode::NotFound, "a kernel's stack broke"},
    {IllegalInstruction, ErrorCode::NotFound, "a kernel met an illegal instruction"},
    {MisalignedAddress, ErrorCode::NotFound, "a kernel used a misaligned address"},
    {InvalidAddressSpace, ErrorCode::NotFound, "a kernel used a wrong kind of memory"},
    {InvalidProgramCounter, ErrorCode::NotFound, "a kernel lost its way"},
    {LaunchFailed, ErrorCode::NotFound, "a kernel broke off"},
    {Unknown, ErrorCode::NotFound, "the driver does not say why"},
};

const char* actionFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::OutOfMemory: return "Use fewer or smaller jobs on this GPU, or end other programs that use it.";
    case ErrorCode::NotFound: return "Start the program again; if it comes back, look into the system's log.";
    default: return "";
    }
}

} // namespace

Error callError(const std::string& gpu, const std::string& call, abi::Outcome outcome)
{
    const auto known = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                    [outcome](const Meaning& meaning) { return meaning.outcome == outcome; });
    const bool isKnown = known != std::end(kMeanings);
    const std::string number = "error " + std::to_string(static_cast<unsigned>(outcome));
    const ErrorCode code = isKnown ? known->code : ErrorCode::Internal;
    return {code,
            gpu + " failed in " + call + ": " + (isKnown ? known->words + (" (" + number + ")") : number) + ".",
            actionFor(code),
            {}};
}

Error noGpuError()
{
    return {ErrorCode::NotFound,
            "NVIDIA's driver is there, but it finds no GPU.",
            "Check that the GPU is plugged in and visible (CUDA_VISIBLE_DEVICES); the CPU works without.",
            {}};
}

} // namespace jackdaw::cuda
