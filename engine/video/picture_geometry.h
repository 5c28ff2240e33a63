// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/picture_turn.h"

namespace jackdaw::video {

/// How a decoded picture becomes the one that is shown.
struct PictureGeometry {
    int width = 0; ///< as it is shown
    int height = 0;
    Turn turn;
    /// High definition is BT.709 where nothing is said, as it is with video but not with images.
    bool unmarkedHdIs709 = true;

    /// Size before it is turned.
    int storedWidth() const { return turn.transposed ? height : width; }
    int storedHeight() const { return turn.transposed ? width : height; }
};

} // namespace jackdaw::video
