// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/vision/detector_format.h"

#include <filesystem>
#include <string>
#include <vector>

/// How a detector's picture is scaled, where that is not as usual for its kind.
namespace jackdaw::vision {

/// The file beside a model that says it: `NAME.input`, with lines `values 0-255|0-1|-1-1|imagenet`, `order rgb|bgr`,
/// `place stretched|centred|top-left`.
std::filesystem::path inputFileOf(const std::filesystem::path& model);

/// \p usual with what the file beside \p model says; unchanged where there is none. InvalidInput names a line that says
/// something else.
Result<InputStyle> withInputFile(InputStyle usual, const std::filesystem::path& model);

/// A way of scaling that may be meant instead, and the lines of inputFileOf() that say so.
struct InputVariant {
    InputStyle style;
    std::string lines; ///< "values 0-1, order rgb"
};
/// All ways of scaling in which \p usual may be wrong; none is \p usual itself.
std::vector<InputVariant> otherInputs(const InputStyle& usual);

} // namespace jackdaw::vision
