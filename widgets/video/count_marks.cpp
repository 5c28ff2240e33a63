// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/video/count_marks.h"

#include "widgets/theme/format.h"
#include "widgets/video/plate.h"

#include <QFontMetrics>
#include <QLineF>
#include <QPainter>
#include <QStringList>

#include <numeric>

namespace jackdaw::widgets {
namespace {

const QColor kLineColour(0xff, 0xd5, 0x4f);
const QColor kZoneColour(0x4d, 0xd0, 0xe1);
const QColor kShadow(0, 0, 0, 150);
constexpr double kArrow = 6.0; ///< pixels

QPointF toPoint(const PicturePoint& point)
{
    return {point.x, point.y};
}

std::uint32_t sumOf(const std::vector<std::uint32_t>& numbers)
{
    return std::accumulate(numbers.begin(), numbers.end(), 0U);
}

/// "4 car, 1 bus"; "0" for nothing.
QString classesOf(const SessionState& state, const std::vector<std::uint32_t>& numbers)
{
    QStringList parts;
    for (std::uint32_t i = 0; i < numbers.size(); ++i)
        if (numbers[i] > 0)
            parts += QString::number(numbers[i]) + QLatin1Char(' ') + format::text(className(state, ClassId{i}));
    return parts.isEmpty() ? QStringLiteral("0") : parts.join(QStringLiteral(", "));
}

/// Points to where forward is.
void paintArrow(QPainter& painter, const QPointF& from, const QPointF& normal)
{
    const QPointF along(normal.y(), -normal.x());
    const QPolygonF arrow{QList<QPointF>{from + kArrow * 1.6 * normal, from + kArrow * along, from - kArrow * along}};
    painter.setPen(QPen(kShadow, 1));
    painter.setBrush(kLineColour);
    painter.drawPolygon(arrow);
}

void paintLine(QPainter& painter, const QRect& picture, const CountMark& mark, const QPolygonF& ends, bool numbers)
{
    const QLineF line(ends[0], ends[1]);
    painter.setPen(QPen(kShadow, 4));
    painter.drawLine(line);
    painter.setPen(QPen(kLineColour, 2));
    painter.drawLine(line);
    if (line.length() <= 0.0)
        return;
    const QPointF normal(-line.dy() / line.length(), line.dx() / line.length());
    paintArrow(painter, line.center(), normal);
    if (!numbers)
        return;
    const double apart = painter.fontMetrics().height() + 0.5 * kArrow;
    paintPlate(painter, picture, line.center() + (apart + kArrow) * normal, mark.forward, kLineColour);
    paintPlate(painter, picture, line.center() - apart * normal, mark.backward, kLineColour);
    const QPointF inwards = 0.5 * painter.fontMetrics().horizontalAdvance(mark.name) * QPointF(1, 0);
    paintPlate(painter, picture, line.p1() + (line.dx() < 0 ? -inwards : inwards), mark.name, kLineColour);
}

void paintZone(QPainter& painter, const QRect& picture, const CountMark& mark, const QPolygonF& corners, bool numbers)
{
    painter.setPen(QPen(kShadow, 3));
    painter.setBrush(QColor(kZoneColour.red(), kZoneColour.green(), kZoneColour.blue(), 40));
    painter.drawPolygon(corners);
    painter.setPen(QPen(kZoneColour, 1.5, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(corners);
    if (numbers)
        paintPlate(painter, picture, corners.boundingRect().center(), mark.name + QLatin1Char(' ') + mark.forward,
                   kZoneColour);
}

} // namespace

std::vector<CountMark> CountMarks::of(const SessionState& state, const CameraState& camera)
{
    std::vector<CountMark> marks;
    const auto& lines = camera.info.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const CameraCounts::Line counts =
            i < camera.counts.lines.size() ? camera.counts.lines[i] : CameraCounts::Line();
        CountMark mark{{QList<QPointF>{toPoint(lines[i].from), toPoint(lines[i].to)}}};
        mark.name = format::text(lines[i].name);
        mark.forward = QString::number(sumOf(counts.forward));
        mark.backward = QString::number(sumOf(counts.backward));
        mark.tip = tr("%1: forward %2; backward %3")
                       .arg(mark.name, classesOf(state, counts.forward), classesOf(state, counts.backward));
        marks.push_back(std::move(mark));
    }
    const auto& zones = camera.info.zones;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        const auto objects = i < camera.counts.zones.size() ? camera.counts.zones[i] : std::vector<std::uint32_t>();
        CountMark mark;
        for (const PicturePoint& corner : zones[i].corners)
            mark.corners << toPoint(corner);
        mark.isZone = true;
        mark.name = format::text(zones[i].name);
        mark.forward = QString::number(sumOf(objects));
        mark.tip = tr("%1: %2 in it now").arg(mark.name, classesOf(state, objects));
        marks.push_back(std::move(mark));
    }
    return marks;
}

void CountMarks::paint(QPainter& painter, const QRect& picture, const std::vector<CountMark>& marks, bool numbers)
{
    painter.save();
    painter.setClipRect(picture);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const CountMark& mark : marks) {
        QPolygonF corners;
        for (const QPointF& corner : mark.corners)
            corners << QPointF(picture.left() + corner.x() * picture.width(),
                               picture.top() + corner.y() * picture.height());
        if (mark.isZone)
            paintZone(painter, picture, mark, corners, numbers);
        else if (corners.size() == 2)
            paintLine(painter, picture, mark, corners, numbers);
    }
    painter.restore();
}

QString CountMarks::tip(const std::vector<CountMark>& marks)
{
    QString tip;
    for (const CountMark& mark : marks)
        tip += QStringLiteral("<br>") + mark.tip.toHtmlEscaped();
    return tip.isEmpty() ? tip : tr("<p><b>Counted since the session began</b>%1</p>").arg(tip);
}

} // namespace jackdaw::widgets
