// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// Graph::read() of a file that may come from anybody: it is read in a copy of the process first, so that one that
/// breaks its reader is a sentence (tryInCopy()). Weights that are no numbers are refused as Corrupt.
Result<Graph> readUntrusted(const std::filesystem::path& file);

} // namespace jackdaw::onnx
