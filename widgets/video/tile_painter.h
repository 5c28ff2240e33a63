// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"
#include "widgets/video/tile_content.h"
#include "widgets/video/tile_layout.h"

class QPainter;

namespace jackdaw::widgets {

struct TileLook {
    bool selected = false;
    bool labels = true;
    std::optional<double> besideAspect = std::nullopt; ///< see tileGeometry()
};

/// Paints one tile. \p picture may be null.
void paintTile(QPainter& painter, const QRect& tile, const TileContent& content, const QImage& picture,
               const Theme& theme, const TileLook& look);

} // namespace jackdaw::widgets
