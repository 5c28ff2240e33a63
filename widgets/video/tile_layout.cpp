// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/tile_layout.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kTextLines = 44; ///< header and footer, about

double pictureWidth(const QSize& tile, double aspect)
{
    return std::min<double>(tile.width(), std::max(1, tile.height() - kTextLines) * aspect);
}

QSize cellSize(int columns, int rows, const QRect& area)
{
    return {(area.width() - kTileGap * (columns - 1)) / columns, (area.height() - kTileGap * (rows - 1)) / rows};
}

} // namespace

std::vector<QRect> tileRects(int count, const QRect& area, double aspect)
{
    std::vector<QRect> rects;
    if (count <= 0 || area.isEmpty())
        return rects;
    int best = 1;
    double widest = -1.0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double width = pictureWidth(cellSize(columns, rows, area), aspect);
        if (width > widest) {
            widest = width;
            best = columns;
        }
    }
    const QSize cell = cellSize(best, (count + best - 1) / best, area);
    for (int i = 0; i < count; ++i)
        rects.emplace_back(QPoint(area.left() + i % best * (cell.width() + kTileGap),
                                  area.top() + i / best * (cell.height() + kTileGap)),
                           cell);
    return rects;
}

TileGeometry tileGeometry(const QRect& tile, int lineHeight)
{
    const int line = lineHeight + 6;
    TileGeometry geometry;
    geometry.header = QRect(tile.left(), tile.top(), tile.width(), line);
    geometry.footer = QRect(tile.left(), tile.bottom() + 1 - line, tile.width(), line);
    geometry.picture = tile.adjusted(0, line, 0, -line);
    return geometry;
}

QRect fitted(const QSize& content, const QRect& area)
{
    if (content.isEmpty() || area.isEmpty())
        return {};
    const QSize size = content.scaled(area.size(), Qt::KeepAspectRatio);
    return {area.left() + (area.width() - size.width()) / 2, area.top() + (area.height() - size.height()) / 2,
            size.width(), size.height()};
}

} // namespace jackdaw::widgets
