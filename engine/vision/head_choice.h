// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/vision/class_names.h"
#include "engine/vision/output_view.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Which head a detector has where the shape of its outputs alone leaves that open.
namespace jackdaw::vision {

/// What a detector's outputs mean, and what it calls its classes.
struct DetectorHead {
    OutputView view;
    DetectorFormat format;
    std::vector<std::string> names; ///< of its classes; empty where nobody says them
};

/// Whether rows of values from 0 to 1 have an objectness in front of their classes' scores; nothing where they look
/// like neither. \p rows are those of \p format, which has one.
std::optional<bool> hasObjectness(const DetectorFormat& format, std::span<const float> rows);

/// The head of the network \p subject ("The golden model 'a.onnx'"), by its \p outputs for a test picture and by how
/// many classes the \p lists name. Unsupported where the outputs are no known format's; InvalidInput where the names
/// fit none that they can be, or another than the values tell.
Result<DetectorHead> chooseHead(std::span<const DetectorOutput> outputs, PictureSize size,
                                const std::vector<NameList>& lists, const std::string& subject);

} // namespace jackdaw::vision
