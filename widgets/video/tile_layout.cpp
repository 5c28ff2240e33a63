// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/tile_layout.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kTextColumn = 84; ///< room beside a picture for a name and a figure
/// Narrower pictures than that have their text beside them where it makes them larger.
constexpr int kSmallPicture = 240;
/// Below that the text of a tile would be cut off.
constexpr int kNarrowestText = 220;

/// Height of the header, and of the footer.
int textHeight(int lineHeight)
{
    return lineHeight + 6;
}

/// What tiles are to hold.
struct Wanted {
    int count = 0;
    double aspect = 1.0;
    int text = 0; ///< height of header and footer
};

struct Grid {
    int columns = 1;
    bool isBeside = false;
    double picture = -1.0; ///< width of the pictures
};

double pictureWidth(const QSize& tile, const Wanted& wanted, bool isBeside)
{
    return isBeside ? std::min<double>(tile.width() - kTextColumn, tile.height() * wanted.aspect)
                    : std::min<double>(tile.width(), std::max(1, tile.height() - wanted.text) * wanted.aspect);
}

QSize cellSize(int columns, int rows, const QRect& area)
{
    return {(area.width() - kTileGap * (columns - 1)) / columns, (area.height() - kTileGap * (rows - 1)) / rows};
}

int rowsOf(int count, int columns)
{
    return (count + columns - 1) / columns;
}

Grid bestGrid(const Wanted& wanted, const QRect& area, bool isBeside)
{
    Grid best;
    for (int columns = 1; columns <= wanted.count; ++columns) {
        const QSize cell = cellSize(columns, rowsOf(wanted.count, columns), area);
        const double width = pictureWidth(cell, wanted, isBeside);
        if (width > best.picture)
            best = {columns, isBeside, width};
    }
    return best;
}

Grid bestGrid(const Wanted& wanted, const QRect& area)
{
    const Grid stacked = bestGrid(wanted, area, false);
    const Grid beside = bestGrid(wanted, area, true);
    return stacked.picture < kSmallPicture && beside.picture > stacked.picture ? beside : stacked;
}

/// What of \p cell picture and text fill.
QSize trimmed(const QSize& cell, const Grid& grid, const Wanted& wanted)
{
    const int height = static_cast<int>(std::ceil(grid.picture / wanted.aspect));
    if (grid.isBeside)
        return {cell.width(), std::min(cell.height(), height)};
    return {std::min(cell.width(), std::max(kNarrowestText, static_cast<int>(std::ceil(grid.picture)))),
            std::min(cell.height(), height + wanted.text)};
}

} // namespace

TileGrid tileGrid(int count, const QRect& area, double aspect, int lineHeight)
{
    TileGrid made;
    if (count <= 0 || area.isEmpty())
        return made;
    const Wanted wanted{count, aspect, 2 * textHeight(lineHeight)};
    const Grid grid = bestGrid(wanted, area);
    made.isBeside = grid.isBeside;
    const int rows = rowsOf(count, grid.columns);
    const QSize tile = trimmed(cellSize(grid.columns, rows, area), grid, wanted);
    const QPoint first(area.left() + (area.width() + kTileGap - grid.columns * (tile.width() + kTileGap)) / 2,
                       area.top() + (area.height() + kTileGap - rows * (tile.height() + kTileGap)) / 2);
    for (int i = 0; i < count; ++i)
        made.rects.emplace_back(
            first + QPoint(i % grid.columns * (tile.width() + kTileGap), i / grid.columns * (tile.height() + kTileGap)),
            tile);
    return made;
}

TileGeometry tileGeometry(const QRect& tile, int lineHeight, std::optional<double> besideAspect)
{
    const int line = textHeight(lineHeight);
    TileGeometry geometry;
    if (besideAspect) {
        const int width =
            std::clamp(static_cast<int>(std::lround(tile.height() * *besideAspect)), 0, tile.width() - kTextColumn);
        geometry.picture = QRect(tile.left(), tile.top(), width, tile.height());
        const QRect text = tile.adjusted(width, 0, 0, 0);
        geometry.header = QRect(text.topLeft(), QSize(text.width(), line));
        geometry.footer = text.adjusted(0, line, 0, 0);
        return geometry;
    }
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
