// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// Beside \p file first, then put in its place.
Status writeParts(const GraphParts& parts, const std::filesystem::path& file);

} // namespace jackdaw::onnx
