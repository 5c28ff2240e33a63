// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace jackdaw::onnx {

/// What an ONNX file says of itself beside the network.
struct Metadata {
    std::string producer; ///< the program that wrote it: "pytorch", "tf2onnx"
    std::map<std::string, std::string> entries; ///< free text by key: "names"
};

/// Of a file that readUntrusted() has read.
Result<Metadata> readMetadata(const std::filesystem::path& file);

} // namespace jackdaw::onnx
