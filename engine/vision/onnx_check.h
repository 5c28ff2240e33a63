// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <filesystem>

namespace jackdaw::vision {

/// Walks the outermost fields of an ONNX file: it must be whole and hold a graph. Says so before a library tries.
Status checkOnnxFile(const std::filesystem::path& path);

} // namespace jackdaw::vision
