// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/safetensors.h"

#include <cstdint>
#include <cstdlib>
#include <span>

using namespace jackdaw::learning;

/// Tensors that were accepted lie one after the other within the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    const auto header = readSafetensorsHeader(bytes, "fuzz");
    if (!header) {
        if (header.error().message.empty())
            std::abort();
        return 0;
    }
    std::size_t end = 0;
    for (const TensorEntry& tensor : header->tensors) {
        if (tensor.begin != end || tensor.end < tensor.begin)
            std::abort();
        end = tensor.end;
    }
    if (header->dataBegin + end != size)
        std::abort();
    return 0;
}
