// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <optional>
#include <vector>

/// Where tiles lie and where what lies in a tile. Pure arithmetic.
namespace jackdaw::widgets {

inline constexpr int kTileGap = 6;

struct TileGrid {
    std::vector<QRect> rects;
    bool isBeside = false; ///< text stands right of the pictures, not above and below them
};

/// \p count tiles in \p area, in the grid that gives the largest pictures of \p aspect (width / height), each no larger
/// than picture and text fill. Where there is little height for small pictures, their text goes beside them.
/// \p lineHeight is the height of a line of text.
TileGrid tileGrid(int count, const QRect& area, double aspect, int lineHeight);

struct TileGeometry {
    QRect header; ///< letter, name, rate
    QRect picture; ///< what is left for the picture and its border
    QRect footer; ///< accuracy, model
};

/// \p lineHeight is the height of a line of text. With \p besideAspect the text stands beside a picture of that aspect.
TileGeometry tileGeometry(const QRect& tile, int lineHeight, std::optional<double> besideAspect = std::nullopt);

/// The largest rectangle of \p content's proportions inside \p area, centred.
QRect fitted(const QSize& content, const QRect& area);

} // namespace jackdaw::widgets
