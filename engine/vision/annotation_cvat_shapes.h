// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <optional>
#include <string>

#include <pugixml.hpp>
#include <tl/expected.hpp>

/// Shapes of CVAT as boxes. Private to the vision room.
namespace jackdaw::vision {

struct CvatShape {
    std::string kind; ///< "box", "turned box", "polygon"; in words for the user
    std::optional<Box> box; ///< the upright box around it; none where it has no place in the picture
    float rotation = 0.0F; ///< degrees, about the box's centre, that it is yet to be turned by
};

/// What is wrong with the shape, or the shape.
tl::expected<CvatShape, std::string> cvatShape(const pugi::xml_node& node);

} // namespace jackdaw::vision
