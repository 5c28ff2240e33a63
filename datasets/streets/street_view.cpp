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

StreetView::StreetView(const CameraPose& pose, int width, int height) :
    m_pose(pose), m_width(width), m_height(height),
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
