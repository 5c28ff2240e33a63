// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_weather.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kStreaksStep = UINT32_MAX - 50;
constexpr std::uint32_t kDropsOwner = 0x40000000;
constexpr int kMargin = 96;
constexpr int kMostDrops = 14;
constexpr double kDropSeconds = 9.0;

cv::Mat makeStreaks(int width, int height, RandomStream& random)
{
    cv::Mat made = cv::Mat::zeros(height + kMargin, width + kMargin, CV_8UC3);
    const double slant = random.uniform(-0.3, 0.3);
    const int count = made.rows * made.cols / 130;
    for (int i = 0; i < count; ++i) {
        const double near = std::pow(random.uniform(), 3.0);
        const double length = 5.0 + 22.0 * near;
        const cv::Point from(static_cast<int>(random.uniform(0, made.cols)),
                             static_cast<int>(random.uniform(0, made.rows)));
        const cv::Point to = from + cv::Point(static_cast<int>(slant * length), static_cast<int>(length));
        cv::line(made, from, to, cv::Scalar::all(random.uniform(16.0, 34.0 + 50.0 * near)), 1, cv::LINE_AA);
    }
    cv::GaussianBlur(made, made, cv::Size(3, 3), 0.6);
    return made;
}

/// What a drop shows: the picture behind it upside down and out of focus, darker at its rim.
void addDrop(cv::Mat& picture, cv::Point centre, int radius)
{
    const cv::Rect box = cv::Rect(centre.x - radius, centre.y - radius, 2 * radius + 1, 2 * radius + 1)
        & cv::Rect(cv::Point(), picture.size());
    if (box.width < 3 || box.height < 3)
        return;
    cv::Mat behind;
    cv::flip(picture(box), behind, 0);
    cv::blur(behind, behind, cv::Size(radius | 1, radius | 1));
    for (int y = 0; y < box.height; ++y) {
        auto* row = picture.ptr<cv::Vec3b>(box.y + y) + box.x;
        const auto* through = behind.ptr<cv::Vec3b>(y);
        for (int x = 0; x < box.width; ++x) {
            const double away = std::hypot(box.x + x - centre.x, box.y + y - centre.y) / radius;
            const double part = 0.85 * std::clamp((1.0 - away) * 3.0, 0.0, 1.0);
            const double tone = 1.08 - 0.3 * away * away;
            for (int c = 0; c < 3; ++c)
                row[x][c] = cv::saturate_cast<std::uint8_t>(row[x][c] * (1.0 - part) + through[x][c] * tone * part);
        }
    }
}

} // namespace

StreetWeather::StreetWeather(int width, int height, double drops, std::uint32_t camera, std::uint64_t seed) :
    m_camera(camera), m_seed(seed), m_drops(drops)
{
    RandomStream random(seed, camera, RandomPurpose::Rendering, kStreaksStep);
    m_streaks = makeStreaks(width, height, random);
}

void StreetWeather::addStreaks(cv::Mat& picture, const StreetLight& light, std::int64_t frame) const
{
    if (light.rain <= 0.0)
        return;
    RandomStream random(m_seed, m_camera, RandomPurpose::Rendering,
                        kStreaksStep - 1 - static_cast<std::uint32_t>(frame));
    const cv::Rect part(static_cast<int>(random.below(kMargin)), static_cast<int>(random.below(kMargin)), picture.cols,
                        picture.rows);
    // Drops mirror the sky, at night the lamps.
    const double strength = light.rain * (0.25 + 0.75 * light.ambient.g);
    cv::scaleAdd(m_streaks(part), strength, picture, picture);
}

void StreetWeather::addDrops(cv::Mat& picture, const StreetLight& light, double seconds) const
{
    const int count = static_cast<int>(std::lround(kMostDrops * m_drops * light.rain));
    for (int i = 0; i < count; ++i) {
        const double age = seconds / kDropSeconds + 0.37 * i;
        RandomStream random(m_seed, m_camera, RandomPurpose::Rendering,
                            kDropsOwner + static_cast<std::uint32_t>(kMostDrops * std::floor(age))
                                + static_cast<std::uint32_t>(i));
        const cv::Point centre(static_cast<int>(random.below(static_cast<std::uint32_t>(picture.cols))),
                               static_cast<int>(random.below(static_cast<std::uint32_t>(picture.rows))));
        addDrop(picture, centre, 3 + static_cast<int>(random.below(static_cast<std::uint32_t>(picture.cols / 32))));
    }
}

} // namespace jackdaw::datasets
