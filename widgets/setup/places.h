// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/run_draft.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

/// The places of a camera's picture as one list, whatever their kind: lines first, then zones, then ignored regions.
namespace jackdaw::widgets {

enum class PlaceKind { Line, Zone, Ignored };

struct Place {
    PlaceKind kind = PlaceKind::Line;
    std::string name;
    std::vector<PicturePoint> corners; ///< two of a line
    bool operator==(const Place&) const = default;
};

std::vector<Place> placesOf(const CameraDraft& camera);
/// What \p places hold becomes the camera's, each in the list of its kind.
void setPlaces(CameraDraft& camera, const std::vector<Place>& places);

/// "Counting line", "Counting zone", "Ignored region".
QString placeKindName(PlaceKind kind);
/// A name that none of \p places of the kind has: "line 1", "zone 2" ...
std::string freePlaceName(const std::vector<Place>& places, PlaceKind kind);
/// How many corners a place of the kind has at least; a line has no more.
std::size_t fewestCorners(PlaceKind kind);

/// "0.25 0.5, 0.75 0.5".
QString cornersText(const std::vector<PicturePoint>& corners);
/// Nothing where \p text is no such list of points within the picture, or too short for the kind.
std::optional<std::vector<PicturePoint>> cornersFrom(const QString& text, PlaceKind kind);

/// Which part of a place is near a point.
struct PlaceHit {
    std::size_t place = 0;
    std::optional<std::size_t> corner; ///< none: its line, or the inside of its region
    bool operator==(const PlaceHit&) const = default;
};
/// The nearest corner within \p reach, or else the place that \p point lies on or in; later places lie above.
std::optional<PlaceHit> placeAt(const std::vector<Place>& places, const PicturePoint& point, double reach);

/// \p point moved into the picture.
PicturePoint inPicture(PicturePoint point);
/// All corners by the same, so far that none leaves the picture.
void movePlace(Place& place, double dx, double dy);

} // namespace jackdaw::widgets
