// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/region_marks.h"

#include "widgets/theme/format.h"
#include "widgets/video/plate.h"

#include <QPainter>
#include <QPainterPath>
#include <QStringList>

namespace jackdaw::widgets {
namespace {

constexpr int kVeil = 120; ///< of 255: the picture can still be made out
constexpr double kApart = 9.0; ///< pixels between the lines of the hatching

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

/// Lines from lower left to upper right; a brush's own pattern is too dense to see a picture through.
void paintHatching(QPainter& painter, const QPolygonF& corners, const QColor& colour)
{
    QPainterPath region;
    region.addPolygon(corners);
    const QRectF around = corners.boundingRect();
    painter.save();
    painter.setClipPath(region, Qt::IntersectClip);
    painter.setPen(QPen(colour, 1));
    for (double x = around.left() - around.height(); x < around.right(); x += kApart)
        painter.drawLine(QPointF(x, around.bottom()), QPointF(x + around.height(), around.top()));
    painter.restore();
}

} // namespace

std::vector<RegionMark> RegionMarks::of(const CameraState& camera)
{
    std::vector<RegionMark> marks;
    for (const IgnoredRegion& region : camera.info.ignored) {
        RegionMark mark;
        mark.name = format::text(region.name);
        for (const PicturePoint& corner : region.corners)
            mark.corners << QPointF(corner.x, corner.y);
        marks.push_back(std::move(mark));
    }
    return marks;
}

void RegionMarks::paint(QPainter& painter, const QRect& picture, const std::vector<RegionMark>& marks,
                        const Theme& theme, bool names)
{
    painter.save();
    painter.setClipRect(picture);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const RegionMark& mark : marks) {
        QPolygonF corners;
        for (const QPointF& corner : mark.corners)
            corners << QPointF(picture.left() + corner.x() * picture.width(),
                               picture.top() + corner.y() * picture.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(theme.tile, kVeil));
        painter.drawPolygon(corners);
        paintHatching(painter, corners, withAlpha(theme.mutedText, 170));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.mutedText, 1.5, Qt::DotLine));
        painter.drawPolygon(corners);
        if (names)
            paintPlate(painter, picture, corners.boundingRect().center(), mark.name, QColor(0xd0, 0xd0, 0xd0));
    }
    painter.restore();
}

QString RegionMarks::tip(const std::vector<RegionMark>& marks)
{
    QStringList names;
    for (const RegionMark& mark : marks)
        names += mark.name.toHtmlEscaped();
    return names.isEmpty() ? QString() : tr("<p><b>Passed over</b><br>%1</p>").arg(names.join(QStringLiteral(", ")));
}

} // namespace jackdaw::widgets
