// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <vector>

/// Where tiles lie and where what lies in a tile. Pure arithmetic.
namespace jackdaw::widgets {

inline constexpr int kTileGap = 6;

/// \p count tiles in \p area, in the grid that gives the largest pictures of \p aspect (width / height).
std::vector<QRect> tileRects(int count, const QRect& area, double aspect);

struct TileGeometry {
    QRect header; ///< letter, name, rate
    QRect picture; ///< what is left for the picture and its border
    QRect footer; ///< accuracy, model
};

/// \p lineHeight is the height of a line of text.
TileGeometry tileGeometry(const QRect& tile, int lineHeight);

/// The largest rectangle of \p content's proportions inside \p area, centred.
QRect fitted(const QSize& content, const QRect& area);

} // namespace jackdaw::widgets
