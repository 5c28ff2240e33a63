// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include <opencv2/core.hpp>

namespace jackdaw::datasets {

/// Metres on the ground.
struct Vec2 {
    double x = 0.0;
    double y = 0.0;
    friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec2 operator*(Vec2 a, double k) { return {a.x * k, a.y * k}; }
};
inline double length(Vec2 a)
{
    return std::hypot(a.x, a.y);
}
inline Vec2 unit(Vec2 a)
{
    return a * (1.0 / length(a));
}
/// \p a turned left by a quarter.
inline Vec2 leftOf(Vec2 a)
{
    return {-a.y, a.x};
}

/// Metres in the street: x and y on the ground, z up.
struct Vec3 {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;
    friend Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend Vec3 operator*(Vec3 a, double k) { return {a.x * k, a.y * k, a.z * k}; }
};
inline double dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(Vec3 a, Vec3 b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline Vec3 unit(Vec3 a)
{
    return a * (1.0 / std::sqrt(dot(a, a)));
}
inline Vec3 at(Vec2 ground, double z)
{
    return {ground.x, ground.y, z};
}

struct CameraPose {
    Vec3 eye;
    double yaw = 0.0; ///< radians; 0 looks along +y, positive turns right
    double pitch = 0.0; ///< radians down from the horizon
    double focal = 377.0; ///< pixels, for a picture 352 pixels wide
};

/// Fraction bits of outline points, as OpenCV's drawing functions take them.
inline constexpr int kPointBits = 4;

/// A pinhole camera in the street.
class StreetView {
public:
    /// A picture of \p width x \p height with \p margin more on each side.
    StreetView(const CameraPose& pose, int width, int height, int margin = 0);

    Vec3 eye() const { return m_pose.eye; }
    int width() const { return m_width; }
    int height() const { return m_height; }
    /// Level direction to the right of the picture.
    Vec2 right() const { return {m_right.x, m_right.y}; }
    double depth(Vec3 point) const { return dot(point - m_pose.eye, m_forward); }
    /// Pixels per metre at \p point.
    double scaleAt(Vec3 point) const;
    /// Row of the horizon.
    double horizon() const;
    /// depth() of the ground that is seen in \p row, which is below the horizon.
    double groundDepth(double row) const;

    /// Around the points on the picture; points behind the eye make it reach far out of it.
    cv::Rect bounds(std::span<const Vec3> points) const;
    /// The polygon on the picture, clipped at a plane just before the eye; empty if all of it is behind.
    void outline(std::span<const Vec3> polygon, std::vector<cv::Point>& points) const;

private:
    Vec3 toCamera(Vec3 point) const;

    CameraPose m_pose;
    int m_width;
    int m_height;
    double m_focal;
    Vec3 m_forward;
    Vec3 m_right;
    Vec3 m_up;
};

} // namespace jackdaw::datasets
