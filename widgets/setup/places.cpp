// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/places.h"

#include <QCoreApplication>
#include <QPolygonF>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::Places)
};

double distance(const PicturePoint& a, const PicturePoint& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distanceToLine(const PicturePoint& point, const PicturePoint& from, const PicturePoint& to)
{
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double square = dx * dx + dy * dy;
    const double part =
        square > 0.0 ? std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0.0, 1.0) : 0.0;
    return distance(point, {from.x + part * dx, from.y + part * dy});
}

bool encloses(const std::vector<PicturePoint>& corners, const PicturePoint& point)
{
    QPolygonF polygon;
    for (const PicturePoint& corner : corners)
        polygon << QPointF(corner.x, corner.y);
    return polygon.containsPoint({point.x, point.y}, Qt::OddEvenFill);
}

/// Three decimals are a third of a pixel of a small picture.
double rounded(double value)
{
    return std::round(1000.0 * value) / 1000.0;
}

} // namespace

std::vector<Place> placesOf(const CameraDraft& camera)
{
    std::vector<Place> places;
    for (const CountingLine& line : camera.lines)
        places.push_back({PlaceKind::Line, line.name, {line.from, line.to}});
    for (const CountingZone& zone : camera.zones)
        places.push_back({PlaceKind::Zone, zone.name, zone.corners});
    for (const IgnoredRegion& region : camera.ignored)
        places.push_back({PlaceKind::Ignored, region.name, region.corners});
    return places;
}

void setPlaces(CameraDraft& camera, const std::vector<Place>& places)
{
    camera.lines.clear();
    camera.zones.clear();
    camera.ignored.clear();
    for (const Place& place : places) {
        if (place.kind == PlaceKind::Line)
            camera.lines.push_back({place.name, place.corners.front(), place.corners.back()});
        else if (place.kind == PlaceKind::Zone)
            camera.zones.push_back({place.name, place.corners});
        else
            camera.ignored.push_back({place.name, place.corners});
    }
}

QString placeKindName(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Line: return Words::tr("Counting line");
    case PlaceKind::Zone: return Words::tr("Counting zone");
    case PlaceKind::Ignored: return Words::tr("Ignored region");
    }
    return {};
}

/// What places of that kind are called while nobody gave them a name; %1 is a number.
static QString placeWord(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Line: return Words::tr("line %1");
    case PlaceKind::Zone: return Words::tr("zone %1");
    case PlaceKind::Ignored: break;
    }
    return Words::tr("region %1");
}

std::string freePlaceName(const std::vector<Place>& places, PlaceKind kind)
{
    const QString word = placeWord(kind);
    for (int number = 1;; ++number) {
        const std::string name = word.arg(number).toStdString();
        const auto isSame = [&](const Place& place) { return place.kind == kind && place.name == name; };
        if (std::none_of(places.begin(), places.end(), isSame))
            return name;
    }
}

std::size_t fewestCorners(PlaceKind kind)
{
    return kind == PlaceKind::Line ? 2 : 3;
}

QString cornersText(const std::vector<PicturePoint>& corners)
{
    QStringList parts;
    for (const PicturePoint& corner : corners)
        parts << QStringLiteral("%1 %2").arg(corner.x, 0, 'g', 4).arg(corner.y, 0, 'g', 4);
    return parts.join(QStringLiteral(", "));
}

std::optional<std::vector<PicturePoint>> cornersFrom(const QString& text, PlaceKind kind)
{
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    std::vector<PicturePoint> corners;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const QStringList numbers = part.trimmed().split(blanks);
        bool isX = false;
        bool isY = false;
        const PicturePoint point{numbers.value(0).toDouble(&isX), numbers.value(1).toDouble(&isY)};
        if (numbers.size() != 2 || !isX || !isY || !(inPicture(point) == point))
            return std::nullopt;
        corners.push_back(point);
    }
    const bool fits = kind == PlaceKind::Line ? corners.size() == 2 : corners.size() >= fewestCorners(kind);
    return fits ? std::optional(std::move(corners)) : std::nullopt;
}

std::optional<PlaceHit> placeAt(const std::vector<Place>& places, const PicturePoint& point, double reach)
{
    std::optional<PlaceHit> nearest;
    double best = reach;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t k = 0; k < places[i].corners.size(); ++k)
            if (const double apart = distance(places[i].corners[k], point); apart <= best) {
                best = apart;
                nearest = PlaceHit{i, k};
            }
    for (std::size_t i = places.size(); !nearest && i > 0; --i) {
        const Place& place = places[i - 1];
        const bool isOn = place.kind == PlaceKind::Line
            ? place.corners.size() == 2 && distanceToLine(point, place.corners[0], place.corners[1]) <= reach
            : encloses(place.corners, point);
        if (isOn)
            nearest = PlaceHit{i - 1, std::nullopt};
    }
    return nearest;
}

PicturePoint inPicture(PicturePoint point)
{
    return {std::clamp(point.x, 0.0, 1.0), std::clamp(point.y, 0.0, 1.0)};
}

void movePlace(Place& place, double dx, double dy)
{
    for (const PicturePoint& corner : place.corners) {
        dx = std::clamp(dx, -corner.x, 1.0 - corner.x);
        dy = std::clamp(dy, -corner.y, 1.0 - corner.y);
    }
    for (PicturePoint& corner : place.corners)
        corner = inPicture({rounded(corner.x + dx), rounded(corner.y + dy)});
}

} // namespace jackdaw::widgets
