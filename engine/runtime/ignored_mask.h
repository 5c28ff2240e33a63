// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"
#include "engine/base/result.h"
#include "engine/vision/picture_size.h"

#include <filesystem>
#include <vector>

namespace jackdaw::runtime {

/// The ignored regions that \p file, a picture of any size, masks in pictures of \p size; 0 x 0: that is not known.
/// Fails where it cannot be read, is no mask, or has another shape than the pictures.
Result<std::vector<IgnoredRegion>> readIgnoredMask(const std::filesystem::path& file, vision::PictureSize size);

} // namespace jackdaw::runtime
