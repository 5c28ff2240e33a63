// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// A stretch of what a camera showed, or one moment of it.
struct ClipOptions {
    std::string session;
    std::string camera; ///< its name
    double from = 0.0; ///< seconds of session time
    std::optional<double> to; ///< none: one picture, at `from`
    std::vector<std::string> boxes; ///< of "predictions", "golden" and "people"
    std::string out; ///< .mp4 for a stretch, .png for a picture
};

/// Writes the pictures that the camera showed, from its source or from the clips that were kept of it, each at the
/// moment at which it was due, with the boxes that are asked for drawn in. Returns what there is to say, in words:
/// pictures that are gone, boxes that there are none of.
Result<std::vector<std::string>> exportClip(const ClipOptions& options);

} // namespace jackdaw::cli
