// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_stage.h"

#include "datasets/streets/street_order.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::datasets {

namespace {

constexpr double kOverhang = 0.45; // metres

double heightOf(const StreetObject& object)
{
    if (object.look.kind == StreetClass::Person)
        return 1.95;
    return isRidden(object.look.kind) ? 2.1 : vehicleSize(object.look).height;
}

std::vector<StreetLabel> labelsOf(const std::vector<StreetObject>& objects)
{
    std::vector<StreetLabel> labels;
    for (const auto& object : objects) {
        labels.push_back({object.look.kind, object.track, 0});
        if (isRidden(object.look.kind))
            labels.push_back({StreetClass::Person, object.track + 1, 0});
    }
    return labels;
}

} // namespace

StreetStage::StreetStage(const StreetLayout& layout, const StreetView& view, const StreetScenery& scenery, int margin,
                         StreetLayers& scratch) :
    m_layout(layout),
    m_view(view),
    m_inside(2 * margin + 1, 2 * margin + 1, view.width() - 4 * margin - 2, view.height() - 4 * margin - 2),
    m_parked(scenery.parked().size()), m_stills(scenery.stills(scratch))
{
}

std::vector<StreetLabel> StreetStage::paint(const StreetLight& light, const StreetLayers& backdrop,
                                            StreetLayers& layers, const std::vector<StreetObject>& objects,
                                            double seconds)
{
    StreetPainter painter(m_view, light, layers);
    painter.setDetail(m_layout.detailed);
    std::vector<StreetLabel> labels = labelsOf(objects);
    for (std::size_t i = 0; i < m_parked; ++i)
        labels[i].whole = m_stills[m_layout.props.size() + i].whole;
    castShadows(painter, {objects.begin() + static_cast<std::ptrdiff_t>(m_parked), objects.end()});
    m_touched.clear();
    const auto items = m_layout.detailed ? gatherTouched(light, objects) : gatherAll(objects);
    std::vector<std::vector<Vec2>> footprints;
    std::vector<cv::Rect> bodies;
    for (const Item& item : items) {
        footprints.push_back(item.prop ? propFootprint(*item.prop) : footprintOf(*item.object));
        bodies.push_back(body(item));
    }
    const auto order = paintingOrder(footprints, m_view);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Item& item = items[order[i]];
        if (item.still)
            restore(item, backdrop, layers);
        else if (item.prop)
            paintProp(painter, item, seconds);
        else
            paintObject(painter, item, isWholeSeen(bodies, order, i), labels);
    }
    return labels;
}

bool StreetStage::isWholeSeen(const std::vector<cv::Rect>& bodies, const std::vector<std::size_t>& order,
                              std::size_t i) const
{
    const cv::Rect& own = bodies[order[i]];
    return (own & m_inside) == own
        && std::none_of(order.begin() + static_cast<std::ptrdiff_t>(i) + 1, order.end(),
                        [&](std::size_t later) { return !(bodies[later] & own).empty(); });
}

void StreetStage::castShadows(StreetPainter& painter, const std::vector<StreetObject>& moving) const
{
    for (const auto& object : moving) {
        mirrorOnGround(painter, footprintOf(object), heightOf(object));
        if (object.look.kind == StreetClass::Person)
            shadePerson(painter, object.frame.origin, object.look.look);
        else
            shadeVehicle(painter, object.frame, object.look);
    }
    painter.flushShadows();
}

std::vector<StreetStage::Item> StreetStage::gatherAll(const std::vector<StreetObject>& objects) const
{
    std::vector<Item> items;
    std::size_t label = 0;
    for (const auto& object : objects) {
        items.push_back({&object, nullptr, label, false});
        label += isRidden(object.look.kind) ? 2 : 1;
    }
    for (std::size_t i = 0; i < m_layout.props.size(); ++i)
        items.push_back({nullptr, &m_layout.props[i], i, false});
    return items;
}

cv::Rect StreetStage::body(const Item& item) const
{
    if (item.prop || item.still)
        return m_stills[item.prop ? item.number : m_layout.props.size() + item.number].bounds;
    const double height = heightOf(*item.object);
    std::vector<Vec3> points;
    for (Vec2 corner : footprintOf(*item.object)) {
        // Mirrors, elbows and shopping bags.
        corner = corner + unit(corner - item.object->frame.origin) * kOverhang;
        points.push_back(at(corner, 0.0));
        points.push_back(at(corner, height));
    }
    return m_view.bounds(points);
}

cv::Rect StreetStage::reach(const StreetLight& light, const StreetObject& object) const
{
    const double height = heightOf(object);
    const Vec3 sun = light.sunDirection;
    const Vec2 drift = light.sun > 0.02 ? Vec2{-sun.x / sun.z, -sun.y / sun.z} * height : Vec2{};
    std::vector<Vec3> points;
    for (const Vec2& corner : footprintOf(object)) {
        if (light.rain > 0.0)
            points.push_back(at(corner, -0.85 * height));
        points.push_back(at(corner + drift, 0.0));
    }
    return body({&object, nullptr, 0, false}) | m_view.bounds(points);
}

std::vector<StreetStage::Item> StreetStage::gatherTouched(const StreetLight& light,
                                                          const std::vector<StreetObject>& objects)
{
    std::vector<Item> items;
    std::size_t label = m_parked;
    for (std::size_t i = m_parked; i < objects.size(); ++i) {
        items.push_back({&objects[i], nullptr, label, false});
        label += isRidden(objects[i].look.kind) ? 2 : 1;
        m_touched.push_back(reach(light, objects[i]));
    }
    const auto& props = m_layout.props;
    for (std::size_t i = 0; i < props.size(); ++i) {
        if (props[i].signal < 0)
            continue;
        items.push_back({nullptr, &props[i], i, false});
        m_touched.push_back(m_stills[i].bounds);
    }
    for (std::size_t i = 0; i < m_stills.size(); ++i) {
        const bool isProp = i < props.size();
        const auto isTouched = [&](const cv::Rect& other) { return !(other & m_stills[i].bounds).empty(); };
        if ((isProp && props[i].signal >= 0) || std::none_of(m_touched.begin(), m_touched.end(), isTouched))
            continue;
        items.push_back(isProp ? Item{nullptr, &props[i], i, true}
                               : Item{&objects[i - props.size()], nullptr, i - props.size(), true});
    }
    return items;
}

void StreetStage::restore(const Item& item, const StreetLayers& backdrop, StreetLayers& layers) const
{
    const auto& still = m_stills[item.prop ? item.number : m_layout.props.size() + item.number];
    const cv::Rect bounds = still.bounds & cv::Rect(0, 0, m_view.width(), m_view.height());
    for (const cv::Rect& touched : m_touched) {
        const cv::Rect part = touched & bounds;
        if (part.empty())
            continue;
        const cv::Mat mask = still.mask(part - bounds.tl());
        backdrop.albedo(part).copyTo(layers.albedo(part), mask);
        backdrop.glow(part).copyTo(layers.glow(part), mask);
        backdrop.ids(part).copyTo(layers.ids(part), mask);
    }
}

void StreetStage::paintObject(StreetPainter& painter, const Item& item, bool isWhole, std::vector<StreetLabel>& labels)
{
    const StreetObject& object = *item.object;
    painter.setObject(static_cast<std::uint16_t>(item.number + 1));
    if (object.look.kind == StreetClass::Person)
        paintPerson(painter, object.frame.origin, object.frame.ahead, object.look.look, object.stride, object.walking);
    else
        paintVehicle(painter, object.frame, object.look, lightsOf(object, painter));
    if (!m_layout.detailed)
        m_touched.push_back(painter.bounds());
    // A rider hides some of what is ridden.
    const bool isRiding = isRidden(object.look.kind);
    labels[item.number].whole = isWhole && !isRiding ? 0 : painter.wholeArea();
    if (!isRiding)
        return;
    painter.setObject(static_cast<std::uint16_t>(item.number + 2));
    paintRider(painter, object.frame, object.look, object.stride);
    labels[item.number + 1].whole = isWhole ? 0 : painter.wholeArea();
}

/// The scenery holds all props; only over what was painted since must they be painted again.
void StreetStage::paintProp(StreetPainter& painter, const Item& item, double seconds)
{
    const Prop& prop = *item.prop;
    const cv::Rect& bounds = m_stills[item.number].bounds;
    const auto isTouched = [&](const cv::Rect& other) { return !(other & bounds).empty(); };
    if (prop.signal < 0 && std::none_of(m_touched.begin(), m_touched.end(), isTouched))
        return;
    const bool isGreen = prop.signal >= 0 && m_layout.signals[static_cast<std::size_t>(prop.signal)].isGreen(seconds);
    painter.setObject(0);
    datasets::paintProp(painter, prop, isGreen);
    m_touched.push_back(bounds);
}

} // namespace jackdaw::datasets
