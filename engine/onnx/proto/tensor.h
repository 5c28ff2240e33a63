// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

#include <onnx/onnx_pb.h>

namespace jackdaw::onnx {

/// A tensor as a file holds it. \p folder is where files of external data lie; \p where begins the errors: "The network
/// 'x.onnx' has the weight 'w'".
Result<Tensor> readTensor(const ::onnx::TensorProto& proto, const std::filesystem::path& folder,
                          const std::string& where);

} // namespace jackdaw::onnx
