// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/job_memory.h"

namespace jackdaw::runtime {
namespace {

std::uint64_t grown(std::uint64_t from, std::uint64_t to)
{
    return to > from ? to - from : 0;
}

} // namespace

std::uint64_t jobMemory(const MemoryMoment& before, const MemoryMoment& first, const MemoryMoment& after)
{
    const std::uint64_t ofTensors = grown(before.tensors.held, after.tensors.peak);
    const std::uint64_t fromDriver = grown(first.used, after.used);
    return ofTensors + grown(grown(first.tensors.reserved, after.tensors.reserved), fromDriver);
}

} // namespace jackdaw::runtime
