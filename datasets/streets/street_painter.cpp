// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_painter.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace jackdaw::datasets {

namespace {

cv::Scalar scalar(Colour c)
{
    return {std::clamp(c.r, 0.0, 1.0) * 255.0, std::clamp(c.g, 0.0, 1.0) * 255.0, std::clamp(c.b, 0.0, 1.0) * 255.0};
}

} // namespace

Colour mix(Colour a, Colour b, double t)
{
    return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

double veilAt(const StreetLight& light, double depth)
{
    return 1.0 - std::exp(-depth * (0.0012 + 0.022 * light.haze * light.haze + 0.055 * light.fog * light.fog));
}

StreetLayers StreetLayers::make(int width, int height)
{
    return {cv::Mat(height, width, CV_8UC3, cv::Scalar::all(0)), cv::Mat(height, width, CV_8UC3, cv::Scalar::all(0)),
            cv::Mat(height, width, CV_16U, cv::Scalar(0))};
}

void StreetLayers::copyTo(StreetLayers& other) const
{
    albedo.copyTo(other.albedo);
    glow.copyTo(other.glow);
    ids.copyTo(other.ids);
}

StreetPainter::StreetPainter(const StreetView& view, const StreetLight& light, StreetLayers& layers) :
    m_view(view), m_light(light), m_layers(layers)
{
}

void StreetPainter::setObject(std::uint16_t id)
{
    m_id = id;
    m_object.clear();
}

cv::Rect StreetPainter::bounds() const
{
    if (m_object.empty())
        return {};
    cv::Rect fine = cv::boundingRect(m_object.front());
    for (const auto& polygon : m_object)
        fine |= cv::boundingRect(polygon);
    return {(fine.x >> kPointBits) - 1, (fine.y >> kPointBits) - 1, (fine.width >> kPointBits) + 4,
            (fine.height >> kPointBits) + 4};
}

int StreetPainter::wholeArea()
{
    const cv::Rect area = bounds();
    const cv::Point origin = area.tl();
    const cv::Size size = area.size();
    if (size.width > 4 * m_view.width() || size.height > 4 * m_view.height())
        return size.area();
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    for (auto& polygon : m_object) {
        for (auto& point : polygon)
            point -= origin * (1 << kPointBits);
        cv::fillPoly(mask, polygon, cv::Scalar(1), cv::LINE_8, kPointBits);
    }
    return cv::countNonZero(mask);
}

double StreetPainter::hazeAt(std::span<const Vec3> polygon) const
{
    double depth = 0.0;
    for (const Vec3& point : polygon)
        depth += std::max(0.0, m_view.depth(point));
    depth /= static_cast<double>(polygon.size());
    return veilAt(m_light, depth);
}

/// Less than a pixel of the picture; lamps are seen all the same.
bool StreetPainter::isTooSmall(double emission) const
{
    if (!m_detail || emission > 0.0)
        return false;
    const cv::Rect fine = cv::boundingRect(m_points);
    return fine.width < (1 << kPointBits) && fine.height < (1 << kPointBits);
}

void StreetPainter::fill(Colour colour, double emission, double haze, bool convex)
{
    const auto paint = [&](cv::Mat& layer, const cv::Scalar& value) {
        if (convex)
            cv::fillConvexPoly(layer, m_points, value, cv::LINE_8, kPointBits);
        else
            cv::fillPoly(layer, m_points, value, cv::LINE_8, kPointBits);
    };
    paint(m_layers.albedo, scalar(mix(colour, kVeil, haze)));
    if (m_light.lamps > 0.0 || m_light.afterglow > 0.0)
        paint(m_layers.glow, scalar(colour * (emission * m_light.lamps * (1.0 - haze))));
    paint(m_layers.ids, cv::Scalar(m_id));
    m_object.push_back(m_points);
}

void StreetPainter::face(std::span<const Vec3> polygon, Colour colour, double emission)
{
    const Vec3 normal = cross(polygon[1] - polygon[0], polygon[2] - polygon[0]);
    if (dot(normal, m_view.eye() - polygon[0]) <= 0.0)
        return;
    m_view.outline(polygon, m_points);
    if (m_points.empty() || isTooSmall(emission))
        return;
    const Vec3 n = unit(normal);
    const double clouded = 0.72 + 0.28 * n.z;
    const double sunny = 0.52 + 0.12 * n.z + 0.62 * std::max(0.0, dot(n, m_light.sunDirection));
    fill(colour * (clouded + (sunny - clouded) * m_light.sun), emission, hazeAt(polygon), true);
}

void StreetPainter::card(std::span<const Vec3> polygon, Colour colour, double emission)
{
    m_view.outline(polygon, m_points);
    if (!m_points.empty() && !isTooSmall(emission))
        fill(colour, emission, hazeAt(polygon), m_detail && cv::isContourConvex(m_points));
}

void StreetPainter::disc(Vec3 centre, double radius, Colour colour, double emission, double stretch)
{
    constexpr int kCorners = 14;
    std::array<Vec3, kCorners> points;
    const Vec2 right = m_view.right();
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * CV_PI * i / kCorners;
        const double u = radius * std::cos(angle);
        points[static_cast<std::size_t>(i)] =
            centre + Vec3{right.x * u, right.y * u, radius * stretch * std::sin(angle)};
    }
    card(points, colour, emission);
}

void StreetPainter::shade(std::span<const Vec3> points, double strength)
{
    std::vector<cv::Point> outline;
    m_view.outline(points, outline);
    if (outline.empty())
        return;
    if (m_shadow.empty())
        m_shadow = cv::Mat::zeros(m_layers.albedo.size(), CV_8U);
    std::vector<cv::Point> hull;
    cv::convexHull(outline, hull);
    cv::fillConvexPoly(m_shadow, hull, cv::Scalar(255.0 * strength), cv::LINE_8, kPointBits);
    const cv::Rect fine = cv::boundingRect(hull);
    const cv::Rect area((fine.x >> kPointBits) - 3, (fine.y >> kPointBits) - 3, (fine.width >> kPointBits) + 8,
                        (fine.height >> kPointBits) + 8);
    m_shaded = m_shaded.empty() ? area : (m_shaded | area);
}

void StreetPainter::castShadow(std::span<const Vec2> footprint, double bottom, double height)
{
    if (m_light.sun <= 0.02)
        return;
    const Vec3 sun = m_light.sunDirection;
    const Vec2 drift{-sun.x / sun.z, -sun.y / sun.z};
    std::vector<Vec3> points;
    for (const Vec2& corner : footprint) {
        points.push_back(at(corner + drift * bottom, 0.02));
        points.push_back(at(corner + drift * height, 0.02));
    }
    std::vector<cv::Point2f> flat;
    for (const Vec3& p : points)
        flat.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    std::vector<cv::Point2f> hull;
    cv::convexHull(flat, hull);
    points.clear();
    for (const auto& p : hull)
        points.push_back({p.x, p.y, 0.02});
    shade(points, 0.46 * m_light.sun);
}

void StreetPainter::flushShadows()
{
    const cv::Rect area = m_shaded & cv::Rect(cv::Point(), m_layers.albedo.size());
    m_shaded = {};
    if (m_shadow.empty() || area.empty())
        return;
    cv::Mat soft;
    cv::blur(m_shadow(area), soft, cv::Size(3, 3));
    cv::bitwise_not(soft, soft);
    cv::Mat kept3;
    cv::merge(std::vector<cv::Mat>{soft, soft, soft}, kept3);
    cv::Mat lit = m_layers.albedo(area);
    cv::multiply(lit, kept3, lit, 1.0 / 255.0);
    m_shadow(area).setTo(0);
}

} // namespace jackdaw::datasets
