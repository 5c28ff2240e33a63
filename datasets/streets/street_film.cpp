// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_film.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kNoiseStep = UINT32_MAX - 20;
constexpr int kNoiseMargin = 64;
constexpr double kNightGain = 0.9;
constexpr double kHalo = 7.0; // pixels of half a picture

cv::Mat tripled(const cv::Mat& plane)
{
    cv::Mat made;
    cv::merge(std::vector<cv::Mat>{plane, plane, plane}, made);
    return made;
}

/// Adds light of \p strength to a quarter-size map inside a polygon on the ground.
void addPool(cv::Mat& map, const StreetView& view, std::span<const Vec3> ground, double strength)
{
    std::vector<cv::Point> outline;
    view.outline(ground, outline);
    if (outline.empty())
        return;
    for (auto& point : outline)
        point /= 4;
    const cv::Rect fine = cv::boundingRect(outline);
    const cv::Rect box = cv::Rect(fine.x >> kPointBits, fine.y >> kPointBits, (fine.width >> kPointBits) + 2,
                                  (fine.height >> kPointBits) + 2)
        & cv::Rect(cv::Point(), map.size());
    if (box.empty())
        return;
    for (auto& point : outline)
        point -= box.tl() * (1 << kPointBits);
    cv::Mat mask = cv::Mat::zeros(box.size(), CV_8U);
    cv::fillPoly(mask, outline, cv::Scalar(strength), cv::LINE_8, kPointBits);
    cv::Mat part = map(box);
    cv::add(part, mask, part);
}

/// A beam lights the road; a vehicle in the picture between hides that part of the road.
void keepOffVehicles(cv::Mat& beams, const cv::Mat& ids, const std::vector<StreetObject>& objects)
{
    std::vector<bool> isVehicle{false};
    for (const auto& object : objects) {
        isVehicle.push_back(object.look.kind != StreetClass::Person);
        if (isRidden(object.look.kind))
            isVehicle.push_back(false);
    }
    for (int y = 0; y < beams.rows; ++y) {
        const auto* row = ids.ptr<std::uint16_t>(4 * y + 2);
        auto* beam = beams.ptr<std::uint8_t>(y);
        for (int x = 0; x < beams.cols; ++x) {
            if (isVehicle[row[4 * x + 2]])
                beam[x] /= 4;
        }
    }
}

/// \p map, which is a quarter as wide as the layers, over \p window at half the layers' size.
cv::Mat overWindow(const cv::Mat& map, const cv::Rect& window)
{
    cv::Mat whole;
    cv::resize(map, whole, map.size() * 2, 0, 0, cv::INTER_LINEAR);
    return whole(window.size() / 2 == whole.size()
                     ? cv::Rect(cv::Point(), whole.size())
                     : cv::Rect(window.x / 2, window.y / 2, window.width / 2, window.height / 2));
}

cv::Mat wholeHalo(const cv::Mat& glow)
{
    cv::Mat halo;
    cv::GaussianBlur(glow, halo, cv::Size(0, 0), kHalo);
    return halo;
}

/// The same at a third of the time: what is that soft can be blurred small.
cv::Mat wideHalo(const cv::Mat& glow)
{
    cv::Mat small;
    cv::resize(glow, small, glow.size() / 2, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, cv::Size(0, 0), kHalo / 2.0);
    cv::Mat halo;
    cv::resize(small, halo, glow.size(), 0, 0, cv::INTER_LINEAR);
    return halo;
}

cv::Mat makePools(const StreetLayout& layout, const StreetView& view)
{
    cv::Mat map = cv::Mat::zeros(view.height() / 4, view.width() / 4, CV_8U);
    for (const auto& prop : layout.props) {
        if (prop.kind != PropKind::Lamp)
            continue;
        const Vec2 centre = prop.at + prop.facing * 1.6;
        for (const double radius : {9.0, 6.0, 3.5}) {
            std::vector<Vec3> circle;
            for (int i = 0; i < 18; ++i) {
                const double angle = 2.0 * CV_PI * i / 18.0;
                circle.push_back(at(centre + Vec2{std::cos(angle), std::sin(angle)} * radius, 0.0));
            }
            addPool(map, view, circle, 26.0);
        }
    }
    cv::GaussianBlur(map, map, cv::Size(0, 0), 4.0, 3.0);
    return map;
}

cv::Mat makeVignette(int width, int height)
{
    cv::Mat made(height, width, CV_8U);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = (x + 0.5) / width - 0.5;
            const double v = (y + 0.5) / height - 0.5;
            made.at<std::uint8_t>(y, x) =
                static_cast<std::uint8_t>(std::lround(255.0 * (1.0 - 0.34 * (u * u + v * v))));
        }
    }
    return tripled(made);
}

cv::Mat makeNoise(int width, int height, RandomStream& random)
{
    cv::Mat made(height + kNoiseMargin, width + kNoiseMargin, CV_8UC3);
    for (int y = 0; y < made.rows; ++y) {
        auto* row = made.ptr<cv::Vec3b>(y);
        for (int x = 0; x < made.cols; ++x) {
            const double grey = random.normal() * 20.0;
            for (int c = 0; c < 3; ++c)
                row[x][c] =
                    static_cast<std::uint8_t>(std::clamp(128.0 + grey + random.uniform(-14.0, 14.0), 0.0, 255.0));
        }
    }
    // A sensor's noise is not white after its own processing.
    cv::GaussianBlur(made, made, cv::Size(3, 3), 0.6);
    return made;
}

} // namespace

StreetFilm::StreetFilm(const StreetLayout& layout, const StreetView& view, int width, int height, std::uint32_t camera,
                       std::uint64_t seed) :
    m_view(view),
    m_look(layout.film), m_isDetailed(layout.detailed), m_width(width), m_height(height), m_camera(camera),
    m_seed(seed), m_pools(makePools(layout, view)), m_vignette(makeVignette(width, height)),
    m_weather(width, height, layout.film.drops, camera, seed), m_finish(layout.film, width, height, camera, seed)
{
    RandomStream random(seed, camera, RandomPurpose::Rendering, kNoiseStep);
    m_noise = makeNoise(width, height, random);
}

cv::Mat StreetFilm::lampLight(const StreetLight& light, const cv::Rect& window, const cv::Mat& ids,
                              const std::vector<StreetObject>& objects) const
{
    cv::Mat beams = cv::Mat::zeros(m_pools.size(), CV_8U);
    for (const auto& object : objects) {
        const LocalFrame& f = object.frame;
        const double depth = m_view.depth(at(f.origin, 0.0));
        const auto kind = object.look.kind;
        if (kind == StreetClass::Person || kind == StreetClass::Bicycle || depth < 1.0 || depth > 90.0)
            continue;
        if (object.parked && m_isDetailed)
            continue;
        const double nose = vehicleSize(object.look).length / 2.0;
        const std::array<Vec3, 4> cone{f.place(nose + 0.5, 0.7, 0.0), f.place(nose + 0.5, -0.7, 0.0),
                                       f.place(nose + 10.0, -2.6, 0.0), f.place(nose + 10.0, 2.6, 0.0)};
        const std::array<Vec3, 4> core{f.place(nose + 1.0, 0.7, 0.0), f.place(nose + 1.0, -0.7, 0.0),
                                       f.place(nose + 5.5, -1.5, 0.0), f.place(nose + 5.5, 1.5, 0.0)};
        addPool(beams, m_view, cone, 55.0);
        addPool(beams, m_view, core, 55.0);
    }
    cv::GaussianBlur(beams, beams, cv::Size(0, 0), 2.2);
    keepOffVehicles(beams, ids, objects);
    const cv::Mat warm = overWindow(m_pools, window);
    const cv::Mat white = overWindow(beams, window);
    cv::Mat sum;
    cv::merge(std::vector<cv::Mat>{warm, warm * 0.82, warm * 0.52}, sum);
    cv::add(sum, tripled(white * 0.85), sum);
    return sum * light.lamps;
}

void StreetFilm::addGlow(cv::Mat& picture, const cv::Mat& glow, const cv::Rect& window, const StreetLight& light) const
{
    cv::Mat sharp;
    cv::resize(glow, sharp, picture.size(), 0, 0, cv::INTER_AREA);
    cv::add(picture, sharp, picture);
    cv::Mat small;
    cv::resize(sharp, small, cv::Size(m_width / 2, m_height / 2), 0, 0, cv::INTER_AREA);
    cv::Mat halo;
    cv::GaussianBlur(small, halo, cv::Size(0, 0), 2.0);
    const cv::Mat wide = m_isDetailed ? wideHalo(small) : wholeHalo(small);
    cv::addWeighted(halo, 0.8, wide, 0.7 + 1.6 * std::max(light.haze, light.fog), 0.0, halo);
    const double wet = std::max(light.haze - 0.35, 0.5 * light.rain);
    if (wet > 0.0) {
        // A wet road mirrors lights as streaks towards the eye.
        cv::Mat streak;
        cv::blur(small, streak, cv::Size(3, 41), cv::Point(1, 40));
        const int horizon = std::clamp(static_cast<int>((m_view.horizon() - window.y) / 4.0), 0, m_height / 2);
        streak.rowRange(0, horizon).setTo(0);
        cv::addWeighted(halo, 1.0, streak, 3.5 * wet, 0.0, halo);
    }
    cv::resize(halo, halo, picture.size(), 0, 0, cv::INTER_LINEAR);
    cv::add(picture, halo, picture);
}

void StreetFilm::addNoise(cv::Mat& picture, const StreetLight& light, std::int64_t frame) const
{
    RandomStream random(m_seed, m_camera, RandomPurpose::Rendering, static_cast<std::uint32_t>(frame));
    const cv::Rect part(static_cast<int>(random.below(kNoiseMargin)), static_cast<int>(random.below(kNoiseMargin)),
                        m_width, m_height);
    const double strength = m_look.noise * (0.10 + 0.13 * (1.0 - light.daylight));
    cv::addWeighted(picture, 1.0, m_noise(part), strength, -128.0 * strength, picture);
}

cv::Mat StreetFilm::expose(const StreetLayers& layers, const cv::Rect& window, const StreetLight& light,
                           const std::vector<StreetObject>& objects, Instant instant) const
{
    cv::Mat picture;
    cv::resize(layers.albedo(window), picture, cv::Size(m_width, m_height), 0, 0, cv::INTER_AREA);
    // What a camera does with little light; the demo's do less.
    const double gain = 128.0 * (m_isDetailed ? 1.0 + kNightGain * std::pow(1.0 - light.daylight, 2.0) : 1.0);
    const cv::Scalar ambient(light.ambient.r * gain, light.ambient.g * gain, light.ambient.b * gain);
    cv::Mat lit(picture.size(), CV_8UC3, ambient);
    if (light.lamps > 0.0)
        cv::add(lit, lampLight(light, window, layers.ids, objects), lit);
    cv::multiply(picture, lit, picture, 1.0 / 128.0);
    if (light.lamps > 0.0 || light.afterglow > 0.0)
        addGlow(picture, layers.glow(window), window, light);
    m_weather.addStreaks(picture, light, instant.frame);
    cv::multiply(picture, m_vignette, picture, 1.0 / 255.0);
    cv::GaussianBlur(picture, picture, cv::Size(3, 3), 0.45 + 0.25 * light.haze);
    m_weather.addDrops(picture, light, instant.seconds);
    m_finish.develop(picture);
    addNoise(picture, light, instant.frame);
    m_finish.deliver(picture, instant.seconds);
    return picture;
}

std::vector<cv::Rect> StreetFilm::captions() const
{
    return m_finish.captions();
}

} // namespace jackdaw::datasets
