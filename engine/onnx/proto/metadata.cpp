// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/metadata.h"

#include <fstream>

#include <onnx/onnx_pb.h>

namespace jackdaw::onnx {

Result<Metadata> readMetadata(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    ::onnx::ModelProto model;
    if (!stream || !model.ParseFromIstream(&stream))
        return fail(ErrorCode::Corrupt, "The network '" + file.string() + "' is not an ONNX file, or it was cut off.",
                    "Name an ONNX file.");
    Metadata metadata{model.producer_name(), {}};
    for (const auto& entry : model.metadata_props())
        metadata.entries[entry.key()] = entry.value();
    return metadata;
}

} // namespace jackdaw::onnx
