// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// How a tensor's numbers are stored: 32-bit or half-precision floats (IEEE 754 binary32, binary16), bytes, or 64-bit
/// integers, which other programs count with.
enum class StoredType : std::uint8_t { F32, F16, U8, I64 };
std::size_t bytesOf(StoredType type);
inline bool isFloat(StoredType type)
{
    return type == StoredType::F32 || type == StoredType::F16;
}

/// A tensor in a safetensors file.
struct TensorEntry {
    std::string name;
    StoredType type = StoredType::F32;
    std::vector<std::int64_t> shape;
    std::size_t begin = 0; ///< byte in the data part
    std::size_t end = 0;
};

struct SafetensorsHeader {
    std::map<std::string, std::string> metadata;
    std::vector<TensorEntry> tensors; ///< by begin
    std::size_t dataBegin = 0; ///< byte in the file
};

/// Reads and checks the header: 8 bytes length (little endian), JSON, data. Every tensor is F32, F16, U8 or I64, lies
/// within the data, has the size that its shape says, and the tensors cover the data without gap or overlap. Errors
/// begin with \p name.
Result<SafetensorsHeader> readSafetensorsHeader(std::span<const std::uint8_t> bytes, const std::string& name);

/// The file's bytes up to the data; the length is a multiple of 8.
std::vector<std::uint8_t> writeSafetensorsHeader(const SafetensorsHeader& header);

} // namespace jackdaw::learning
