// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_view.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <opencv2/core.hpp>

namespace jackdaw::datasets {

/// Reflectance, 0..1.
struct Colour {
    double r = 0.0;
    double g = 0.0;
    double b = 0.0;
    friend Colour operator*(Colour a, double k) { return {a.r * k, a.g * k, a.b * k}; }
};
Colour mix(Colour a, Colour b, double t);

/// The light over the street at one instant.
struct StreetLight {
    double daylight = 1.0;
    double haze = 0.0;
    double sun = 1.0; ///< strength of the direct sun, 0 under clouds and at dusk
    double lamps = 0.0; ///< street lamps, headlights, windows: 0 off, 1 on
    double afterglow = 0.0; ///< of the sun below the horizon
    double fog = 0.0; ///< 0..1: sight of a kilometre down to some fifty metres
    double rain = 0.0; ///< 0..1
    Vec3 sunDirection{0.4, -0.5, 0.75};
    Colour ambient{1.0, 1.0, 1.0};
};

/// How much of what is \p depth metres away is hidden by the light's haze and fog, 0..1.
double veilAt(const StreetLight& light, double depth);
/// The colour of that veil.
inline constexpr Colour kVeil{0.78, 0.80, 0.83};

/// What a picture is made of, at twice its size.
struct StreetLayers {
    cv::Mat albedo; ///< RGB, what the light falls on
    cv::Mat glow; ///< RGB, what shines by itself
    cv::Mat ids; ///< 16 bits: 0 scenery, else 1 + number of the object
    static StreetLayers make(int width, int height);
    void copyTo(StreetLayers& other) const;
};

/// Paints polygons of the street, far ones first: shaded by the sun, veiled by haze.
class StreetPainter {
public:
    StreetPainter(const StreetView& view, const StreetLight& light, StreetLayers& layers);

    const StreetView& view() const { return m_view; }
    /// Asks for gloss and whatever else makes things look less plain.
    void setDetail(bool detail) { m_detail = detail; }
    bool detail() const { return m_detail; }
    const StreetLight& light() const { return m_light; }

    /// All that is painted now belongs to object \p id (0: scenery).
    void setObject(std::uint16_t id);
    /// Pixels that the object would cover if nothing hid it, and nothing cut it at the picture's border.
    int wholeArea();
    /// Around all that was painted since setObject(), in pixels of the layers.
    cv::Rect bounds() const;

    /// A convex polygon, counter-clockwise as seen from outside; not seen from behind. With \p emission > 0 it shines
    /// when the lamps are on.
    void face(std::span<const Vec3> polygon, Colour colour, double emission = 0.0);
    /// A polygon of any shape that is seen from both sides, without shading by its direction.
    void card(std::span<const Vec3> polygon, Colour colour, double emission = 0.0);
    /// A vertical disc that faces the eye.
    void disc(Vec3 centre, double radius, Colour colour, double emission = 0.0, double stretch = 1.0);
    /// Convex hull of \p points is darkened: for shadows on the ground.
    void shade(std::span<const Vec3> points, double strength);
    /// Shadow of an upright prism of \p height over \p footprint, cast by the sun.
    void castShadow(std::span<const Vec2> footprint, double bottom, double height);
    /// Applies what shade() and castShadow() gathered.
    void flushShadows();

private:
    void fill(Colour colour, double emission, double haze, bool convex);
    double hazeAt(std::span<const Vec3> polygon) const;

    const StreetView& m_view;
    const StreetLight& m_light;
    StreetLayers& m_layers;
    bool isTooSmall(double emission) const;

    cv::Mat m_shadow;
    cv::Rect m_shaded; ///< where m_shadow is not empty
    std::vector<cv::Point> m_points;
    std::vector<std::vector<cv::Point>> m_object;
    std::uint16_t m_id = 0;
    bool m_detail = false;
};

} // namespace jackdaw::datasets
