// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// What an ONNX file holds; names are not checked yet.
Result<GraphParts> readParts(const std::filesystem::path& file);
/// The same of bytes that hold all weights.
Result<GraphParts> decodeParts(std::span<const std::uint8_t> bytes, const std::string& name);

} // namespace jackdaw::onnx
