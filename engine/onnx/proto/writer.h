// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// The bytes of an ONNX file. Unsupported where they would be more than 2 GB.
Result<std::string> encodeParts(const GraphParts& parts);

} // namespace jackdaw::onnx
