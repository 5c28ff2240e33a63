// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/node_call.h"

namespace jackdaw::onnx {

/// How a window moves over the spatial axes of an input: one number per axis.
struct WindowGeometry {
    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> stride;
    std::vector<std::int64_t> dilation;
    std::vector<std::int64_t> padBefore;
    std::vector<std::int64_t> padAfter;

    bool operator==(const WindowGeometry&) const = default;
    bool isEven() const { return padBefore == padAfter; }
    /// Extents of what comes out for an input of \p spatial extents; -1 where the window does not fit.
    Shape output(at::IntArrayRef spatial) const;
};

/// Reads strides, dilations, pads and auto_pad; all are checked. \p input is N x C x spatial axes.
WindowGeometry geometryOf(const NodeCall& call, const at::Tensor& input, at::IntArrayRef kernel);

/// \p input with \p value around it where the geometry asks for it, and a geometry that does so no more.
at::Tensor padded(const at::Tensor& input, WindowGeometry& geometry, double value);

} // namespace jackdaw::onnx
