// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

namespace jackdaw::onnx {

/// The input of \p node (of which it has \p inputs) that says to what shape it brings its first one: Reshape's, and
/// that of a Resize to a size.
std::optional<std::size_t> adaptableInput(const Node& node, std::size_t inputs);

/// A network that was exported for one size brings a tensor of \p before to \p target. What the same step makes of a
/// tensor of \p now: extents that were joined are joined, extents that stayed are taken over, and an extent that was
/// split stays split the same way. OperatorError where that cannot be said.
Shape adaptedShape(const Shape& before, const Shape& target, const Shape& now);

/// The same for a step that scales every extent by a factor of its own.
Shape scaledShape(const Shape& before, const Shape& target, const Shape& now);

} // namespace jackdaw::onnx
