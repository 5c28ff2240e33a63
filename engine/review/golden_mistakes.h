// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/review.h"

#include <optional>
#include <vector>

namespace jackdaw::review {

/// What the golden model got wrong on those of the sheet's frames whose corrections are done, of \p camera or of all,
/// one entry for each class of the session. A label is on an object from an IoU of 0.3 on; labels of the right class
/// are matched first. Frames without a correction, or with one that is only begun, say nothing.
std::vector<GoldenMistakes> goldenMistakes(const ReviewSheet& sheet, const Corrections& corrections,
                                           std::optional<CameraId> camera = {});

} // namespace jackdaw::review
