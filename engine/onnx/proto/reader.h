// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// What an ONNX file holds; names are not checked yet.
Result<GraphParts> readParts(const std::filesystem::path& file);

} // namespace jackdaw::onnx
