// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <string>
#include <vector>

namespace jackdaw::vision {

/// The dark parts of \p mask, a picture in two shades, as regions without holes that are all called \p name; where one
/// lies around something light it is cut in two. Edges are kept to a 320th of the picture's longer side, and parts that
/// are smaller than a few squares of that size are left out.
///
/// InvalidInput for a picture without pixels, without dark parts, without light ones, or with so many of them that it
/// is no mask.
Result<std::vector<IgnoredRegion>> regionsOfMask(const VideoFrame& mask, const std::string& name);

} // namespace jackdaw::vision
