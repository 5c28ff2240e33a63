// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_view.h"

#include <algorithm>
#include <array>

namespace jackdaw::datasets {

namespace {

constexpr double kNear = 0.4;
constexpr std::size_t kMostPoints = 64;

} // namespace

StreetView::StreetView(const CameraPose& pose, int width, int height, int margin) :
    m_pose(pose), m_width(width + 2 * margin), m_height(height + 2 * margin),
    m_focal(pose.focal * width / 352.0), m_forward{std::sin(pose.yaw) * std::cos(pose.pitch),
                                                   std::cos(pose.yaw) * std::cos(pose.pitch), -std::sin(pose.pitch)},
    m_right{std::cos(pose.yaw), -std::sin(pose.yaw), 0.0}, m_up(cross(m_right, m_forward))
{
}

Vec3 StreetView::toCamera(Vec3 point) const
{
    const Vec3 d = point - m_pose.eye;
    return {dot(d, m_right), -dot(d, m_up), dot(d, m_forward)};
}

double StreetView::scaleAt(Vec3 point) const
{
    return m_focal / std::max(kNear, depth(point));
}

double StreetView::horizon() const
{
    return m_height / 2.0 - m_focal * std::tan(m_pose.pitch);
}

double StreetView::groundDepth(double row) const
{
    const double slope = (row - m_height / 2.0) / m_focal;
    const double below = m_pose.pitch + std::atan(slope);
    return below < 1e-4 ? 1e5 : m_pose.eye.z / std::sin(below) / std::hypot(1.0, slope);
}

cv::Rect StreetView::bounds(std::span<const Vec3> points) const
{
    cv::Rect2d sum;
    for (const Vec3& point : points) {
        Vec3 p = toCamera(point);
        p.z = std::max(p.z, kNear);
        const cv::Rect2d pixel(m_width / 2.0 + m_focal * p.x / p.z - 1.0, m_height / 2.0 + m_focal * p.y / p.z - 1.0,
                               2.0, 2.0);
        sum = sum.empty() ? pixel : (sum | pixel);
    }
    return sum & cv::Rect2d(-8.0, -8.0, m_width + 16.0, m_height + 16.0);
}

void StreetView::outline(std::span<const Vec3> polygon, std::vector<cv::Point>& points) const
{
    points.clear();
    std::array<Vec3, kMostPoints> seen;
    const std::size_t count = std::min(polygon.size(), kMostPoints);
    for (std::size_t i = 0; i < count; ++i)
        seen[i] = toCamera(polygon[i]);
    const auto add = [&](Vec3 p) {
        const double unit = 1 << kPointBits;
        points.emplace_back(static_cast<int>(std::lround((m_width / 2.0 + m_focal * p.x / p.z - 0.5) * unit)),
                            static_cast<int>(std::lround((m_height / 2.0 + m_focal * p.y / p.z - 0.5) * unit)));
    };
    for (std::size_t i = 0; i < count; ++i) {
        const Vec3 a = seen[i];
        const Vec3 b = seen[(i + 1) % count];
        if (a.z >= kNear)
            add(a);
        if ((a.z >= kNear) != (b.z >= kNear))
            add(a + (b - a) * ((kNear - a.z) / (b.z - a.z)));
    }
    if (points.size() < 3)
        points.clear();
}

} // namespace jackdaw::datasets
