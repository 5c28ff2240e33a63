// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_scenery.h"

#include "datasets/streets/street_order.h"
#include "engine/base/random.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kScenerySteps = UINT32_MAX - 1;

cv::Mat makeClouds(const StreetView& view, RandomStream& random)
{
    cv::Mat clouds = cv::Mat::zeros(view.height(), view.width(), CV_8U);
    const double low = std::max(1.0, view.horizon());
    for (int bank = 0; bank < 9; ++bank) {
        const double row = random.uniform(-0.5, 0.9) * low;
        const double column = random.uniform(0.0, 1.0) * view.width();
        const double size = (1.15 - row / std::max(1.0, low)) * random.uniform(12.0, 30.0);
        for (int puff = 0; puff < 14; ++puff) {
            const cv::Point centre(static_cast<int>(column + random.normal() * size * 2.2),
                                   static_cast<int>(row + random.normal() * size * 0.35));
            const cv::Size axes(static_cast<int>(size * random.uniform(0.5, 1.3)) + 2,
                                static_cast<int>(size * random.uniform(0.2, 0.5)) + 2);
            cv::ellipse(clouds, centre, axes, 0, 0, 360, cv::Scalar(random.uniform(120, 255)), cv::FILLED);
        }
    }
    cv::GaussianBlur(clouds, clouds, cv::Size(0, 0), 9.0, 5.0);
    return clouds;
}

/// Grain and blotches of all surfaces below the horizon, stretched along the rows as perspective does.
cv::Mat makeGrain(const StreetView& view, RandomStream& random)
{
    cv::Mat fine(view.height(), view.width(), CV_32F);
    cv::Mat coarse(view.height() / 6 + 1, view.width() / 18 + 1, CV_32F);
    for (auto* layer : {&fine, &coarse}) {
        for (auto value = layer->begin<float>(); value != layer->end<float>(); ++value)
            *value = static_cast<float>(random.uniform(-1.0, 1.0));
    }
    cv::GaussianBlur(fine, fine, cv::Size(0, 0), 0.9, 0.6);
    cv::resize(coarse, coarse, fine.size(), 0, 0, cv::INTER_CUBIC);
    cv::Mat grain;
    cv::Mat sum = 128.0 + 9.0 * fine + 6.5 * coarse;
    const int horizon = std::clamp(static_cast<int>(view.horizon()), 0, view.height());
    sum.rowRange(0, horizon).setTo(128.0F);
    sum.convertTo(grain, CV_8U);
    cv::Mat grain3;
    cv::merge(std::vector<cv::Mat>{grain, grain, grain}, grain3);
    return grain3;
}

cv::Mat makePuddles(const StreetView& view, RandomStream& random)
{
    cv::Mat coarse(view.height() / 10 + 1, view.width() / 30 + 1, CV_8U);
    for (auto value = coarse.begin<std::uint8_t>(); value != coarse.end<std::uint8_t>(); ++value)
        *value = static_cast<std::uint8_t>(random.below(256));
    cv::Mat puddles;
    cv::resize(coarse, puddles, cv::Size(view.width(), view.height()), 0, 0, cv::INTER_CUBIC);
    return puddles;
}

void blendRow(cv::Mat& picture, int row, const cv::Scalar& colour, double part)
{
    cv::Mat line = picture.row(row);
    line.convertTo(line, -1, 1.0 - part, 0.0);
    cv::add(line, colour * part, line);
}

} // namespace

StreetScenery::StreetScenery(const StreetLayout& layout, const StreetView& view, std::vector<StreetObject> parked,
                             std::uint32_t camera, std::uint64_t seed) :
    m_layout(layout),
    m_view(view), m_parked(std::move(parked)), m_camera(camera), m_seed(seed)
{
    RandomStream random(seed, camera, RandomPurpose::Rendering, kScenerySteps);
    m_clouds = makeClouds(view, random);
    m_grain = makeGrain(view, random);
    m_puddles = makePuddles(view, random);
}

void StreetScenery::paintSky(const StreetLight& light, StreetLayers& layers) const
{
    const double cover =
        std::clamp(1.0 - light.sun, 0.0, 1.0) * 0.55 + light.haze * 0.45 + 0.35 * std::max(light.fog, light.rain);
    const double low = std::max(1.0, m_view.horizon());
    const Colour grey{0.74, 0.76, 0.79};
    for (int y = 0; y < m_view.height(); ++y) {
        const double t = std::clamp(y / low, 0.0, 1.0);
        const Colour clear = mix({0.36, 0.57, 0.88}, {0.83, 0.89, 0.95}, t * t);
        const Colour sky = mix(clear, grey, std::min(cover, 1.0));
        auto* row = layers.albedo.ptr<cv::Vec3b>(y);
        const auto* clouds = m_clouds.ptr<std::uint8_t>(y);
        for (int x = 0; x < m_view.width(); ++x) {
            const double thick = clouds[x] / 255.0;
            const Colour c = mix(sky, mix({0.97, 0.97, 0.97}, {0.60, 0.62, 0.66}, std::min(cover, 1.0)), thick * 0.85);
            row[x] = cv::Vec3b(static_cast<std::uint8_t>(c.r * 255), static_cast<std::uint8_t>(c.g * 255),
                               static_cast<std::uint8_t>(c.b * 255));
        }
    }
    for (int y = 0; y < std::min(m_view.height(), static_cast<int>(low) + 20); ++y) {
        const double t = std::clamp(y / low, 0.0, 1.0);
        layers.glow.row(y).setTo(cv::Scalar(105, 52, 26) * (light.afterglow * t * t));
    }
}

void StreetScenery::paintSkyline(StreetPainter& painter) const
{
    RandomStream random(m_seed, m_camera, RandomPurpose::Rendering, kScenerySteps - 1);
    const double distance = 330.0;
    const Vec2 right = m_view.right();
    const Vec2 ahead = leftOf(right);
    const Vec2 centre = Vec2{m_view.eye().x, m_view.eye().y} + ahead * distance;
    for (double u = -260.0; u < 260.0;) {
        const double width = m_layout.rural ? random.uniform(8.0, 22.0) : random.uniform(9.0, 30.0);
        const double top = m_layout.rural ? random.uniform(6.0, 13.0) : random.uniform(10.0, 34.0);
        const double tone = random.uniform(0.85, 1.1);
        if (m_layout.rural)
            painter.disc(at(centre + right * u, 0.0), width, Colour{0.25, 0.34, 0.22} * tone, 0.0, top / width);
        else
            painter.card(std::array{at(centre + right * u, -3), at(centre + right * (u + width), -3),
                                    at(centre + right * (u + width), top), at(centre + right * u, top)},
                         Colour{0.46, 0.47, 0.50} * tone);
        u += width * random.uniform(0.5, 1.0);
    }
}

void StreetScenery::paintGround(StreetPainter& painter) const
{
    const Vec2 c{m_view.eye().x, m_view.eye().y};
    const Vec2 right = m_view.right();
    const Vec2 ahead = leftOf(right);
    const Colour base = m_layout.rural ? Colour{0.33, 0.43, 0.22} : Colour{0.45, 0.44, 0.42};
    painter.card(std::array{at(c + right * -400 + ahead * -5, 0), at(c + right * 400 + ahead * -5, 0),
                            at(c + right * 400 + ahead * 900, 0), at(c + right * -400 + ahead * 900, 0)},
                 base);
    std::vector<Vec3> outline;
    for (const auto& patch : m_layout.ground) {
        outline.clear();
        for (const Vec2& corner : patch.outline)
            outline.push_back(at(corner, 0.0));
        painter.card(outline, patch.colour);
    }
}

void StreetScenery::wetGround(const StreetLight& light, StreetLayers& layers) const
{
    const double rain = light.rain;
    const cv::Scalar sky(158, 163, 170);
    for (int y = std::max(0, static_cast<int>(m_view.horizon()) + 1); y < m_view.height(); ++y) {
        const double flat = std::exp(-m_view.eye().z / m_view.groundDepth(y) / 0.16);
        auto* row = layers.albedo.ptr<cv::Vec3b>(y);
        const auto* puddles = m_puddles.ptr<std::uint8_t>(y);
        for (int x = 0; x < m_view.width(); ++x) {
            const double wet = rain * std::clamp(0.35 + 0.9 * (puddles[x] / 255.0 - 0.4), 0.1, 1.0);
            const double mirrored = wet * (0.10 + 0.62 * flat);
            const double kept = (1.0 - 0.38 * rain) * (1.0 - mirrored);
            for (int c = 0; c < 3; ++c)
                row[x][c] = static_cast<std::uint8_t>(row[x][c] * kept + sky[c] * mirrored);
        }
    }
}

void StreetScenery::fogGround(const StreetLight& light, StreetLayers& layers) const
{
    const cv::Scalar veil(kVeil.r * 255.0, kVeil.g * 255.0, kVeil.b * 255.0);
    StreetLight fogOnly;
    fogOnly.fog = light.fog;
    for (int y = 0; y < m_view.height(); ++y) {
        const double depth = y <= m_view.horizon() ? 400.0 : std::min(400.0, m_view.groundDepth(y));
        blendRow(layers.albedo, y, veil, veilAt(fogOnly, depth));
    }
}

void StreetScenery::castShadows(StreetPainter& painter) const
{
    for (const auto& house : m_layout.buildings) {
        const Vec2 back = leftOf(unit(house.b - house.a)) * house.depth;
        painter.castShadow(std::array{house.a, house.b, house.b + back, house.a + back}, 0.0, house.height);
    }
    for (const auto& prop : m_layout.props)
        shadeProp(painter, prop);
    for (const auto& object : m_parked) {
        shadeVehicle(painter, object.frame, object.look);
        mirrorOnGround(painter, footprintOf(object), vehicleSize(object.look).height);
    }
    painter.flushShadows();
}

void StreetScenery::paintStanding(StreetPainter& painter) const
{
    std::vector<std::vector<Vec2>> footprints;
    for (const auto& prop : m_layout.props)
        footprints.push_back(propFootprint(prop));
    for (const auto& object : m_parked)
        footprints.push_back(footprintOf(object));
    for (const std::size_t i : paintingOrder(footprints, m_view)) {
        if (i < m_layout.props.size()) {
            painter.setObject(0);
            paintProp(painter, m_layout.props[i], false);
            continue;
        }
        const std::size_t number = i - m_layout.props.size();
        painter.setObject(static_cast<std::uint16_t>(number + 1));
        const StreetObject& object = m_parked[number];
        paintVehicle(painter, object.frame, object.look, lightsOf(object, painter));
    }
}

void StreetScenery::paint(const StreetLight& light, StreetLayers& layers) const
{
    layers.glow.setTo(0);
    layers.ids.setTo(0);
    paintSky(light, layers);
    StreetPainter painter(m_view, light, layers);
    painter.setDetail(m_layout.detailed);
    StreetLight clear = light;
    clear.fog = 0.0;
    StreetPainter ground(m_view, clear, layers);
    paintGround(ground);
    if (light.fog == 0.0)
        paintSkyline(painter);
    cv::multiply(layers.albedo, m_grain, layers.albedo, 1.0 / 128.0);
    if (light.rain > 0.0)
        wetGround(light, layers);
    if (light.fog > 0.0)
        fogGround(light, layers);
    if (light.fog > 0.0)
        paintSkyline(painter);
    castShadows(painter);
    auto houses = m_layout.buildings;
    std::sort(houses.begin(), houses.end(), [&](const Building& a, const Building& b) {
        return m_view.depth(at((a.a + a.b) * 0.5, 0)) > m_view.depth(at((b.a + b.b) * 0.5, 0));
    });
    for (const auto& house : houses)
        paintBuilding(painter, house);
    paintStanding(painter);
}

std::vector<StreetScenery::Still> StreetScenery::stills(StreetLayers& scratch) const
{
    const StreetLight light;
    std::vector<Still> found;
    StreetPainter painter(m_view, light, scratch);
    painter.setDetail(m_layout.detailed);
    const cv::Rect all(0, 0, m_view.width(), m_view.height());
    const auto add = [&] {
        const cv::Rect bounds = painter.bounds();
        const cv::Rect inside = bounds & all;
        Still still{bounds, {}, painter.wholeArea()};
        if (!inside.empty()) {
            cv::Mat ids = scratch.ids(inside);
            still.mask = ids == 1;
            ids.setTo(0);
        }
        found.push_back(std::move(still));
    };
    scratch.ids.setTo(0);
    for (const auto& prop : m_layout.props) {
        painter.setObject(1);
        paintProp(painter, prop, false);
        add();
    }
    for (const auto& object : m_parked) {
        painter.setObject(1);
        paintVehicle(painter, object.frame, object.look, Lights::Off);
        add();
    }
    return found;
}

std::vector<Vec2> footprintOf(const StreetObject& object)
{
    if (object.look.kind == StreetClass::Person) {
        const auto corners = footprint(object.frame, -0.2, 0.2, 0.2);
        return {corners.begin(), corners.end()};
    }
    const VehicleSize size = vehicleSize(object.look);
    const auto corners = footprint(object.frame, -size.length / 2.0, size.length / 2.0, size.width / 2.0);
    return {corners.begin(), corners.end()};
}

Lights lightsOf(const StreetObject& object, const StreetPainter& painter)
{
    if (object.parked && painter.detail())
        return Lights::Off;
    return object.braking ? Lights::Braking : Lights::On;
}

void mirrorOnGround(StreetPainter& painter, std::span<const Vec2> footprint, double height)
{
    if (painter.light().rain <= 0.0)
        return;
    std::vector<Vec3> points;
    for (const Vec2& corner : footprint) {
        points.push_back(at(corner, 0.0));
        points.push_back(at(corner, -0.85 * height));
    }
    painter.shade(points, 0.34 * painter.light().rain);
}

} // namespace jackdaw::datasets
