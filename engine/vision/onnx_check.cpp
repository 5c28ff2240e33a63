// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/onnx_check.h"

#include <cstdint>
#include <fstream>
#include <optional>

namespace jackdaw::vision {
namespace {

/// Protocol buffers' variable-length integer.
std::optional<std::uint64_t> readVarint(std::istream& file)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const int byte = file.get();
        if (byte < 0)
            return std::nullopt;
        value |= (static_cast<std::uint64_t>(byte) & 0x7FU) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

/// Fields of ModelProto (onnx.proto) are integers or length-prefixed; 7 is the graph.
std::optional<bool> holdsGraph(std::istream& file, std::uint64_t size)
{
    constexpr std::uint64_t kGraphField = 7;
    constexpr std::uint64_t kLastField = 32;
    bool graph = false;
    while (static_cast<std::uint64_t>(file.tellg()) < size) {
        const auto key = readVarint(file);
        const auto value = key ? readVarint(file) : std::nullopt;
        if (!value)
            return std::nullopt;
        const std::uint64_t field = *key >> 3U;
        const std::uint64_t wireType = *key & 7U;
        if (field == 0 || field > kLastField || (wireType != 0 && wireType != 2))
            return std::nullopt;
        if (wireType == 0)
            continue;
        const auto at = static_cast<std::uint64_t>(file.tellg());
        if (*value > size - at)
            return std::nullopt;
        graph = graph || (field == kGraphField && *value > 0);
        file.seekg(static_cast<std::streamoff>(*value), std::ios::cur);
    }
    return graph;
}

} // namespace

Status checkOnnxFile(const std::filesystem::path& path)
{
    const std::string name = "The golden model '" + path.string() + "'";
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::NotFound, name + " does not exist.", "Check the path.");
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::InvalidInput, name + " is not a file.", "Name an ONNX file or an annotation file.");
    const auto size = std::filesystem::file_size(path, error);
    if (size == 0)
        return fail(ErrorCode::Corrupt, name + " is empty (0 bytes).", "Copy it again.");
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::Io, name + " cannot be read.", "Check the file's permissions.");
    if (!holdsGraph(file, size).value_or(false))
        return fail(ErrorCode::Corrupt, name + " is not an ONNX file, or it was cut off.",
                    "Name the ONNX file of a NanoDet-Plus or YOLOX detector.");
    return {};
}

} // namespace jackdaw::vision
