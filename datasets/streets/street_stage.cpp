// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_stage.h"

#include "datasets/streets/street_order.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::datasets {

namespace {

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

StreetStage::StreetStage(const StreetLayout& layout, const StreetView& view, const StreetScenery& scenery,
                         StreetLayers& scratch) :
    m_layout(layout),
    m_view(view), m_scenery(scenery), m_propBounds(scenery.propBounds(scratch)),
    m_parked(scenery.parkedExtents(scratch))
{
}

std::vector<StreetLabel> StreetStage::paint(const StreetLight& light, StreetLayers& layers,
                                            const std::vector<StreetObject>& objects, double seconds)
{
    StreetPainter painter(m_view, light, layers);
    painter.setDetail(m_layout.detailed);
    std::vector<StreetLabel> labels = labelsOf(objects);
    for (std::size_t i = 0; i < m_parked.size(); ++i)
        labels[i].whole = m_parked[i].whole;
    const std::vector<StreetObject> moving(objects.begin() + static_cast<std::ptrdiff_t>(m_parked.size()),
                                           objects.end());
    castShadows(painter, moving);
    std::vector<Item> items;
    if (m_layout.detailed)
        gatherTouched(light, objects, items);
    else
        gatherAll(objects, items);
    std::vector<std::vector<Vec2>> footprints;
    for (const Item& item : items)
        footprints.push_back(item.prop ? propFootprint(*item.prop) : footprintOf(*item.object));
    m_touched.clear();
    for (const std::size_t i : paintingOrder(footprints, m_view))
        paintItem(painter, items[i], labels, seconds);
    return labels;
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

void StreetStage::gatherAll(const std::vector<StreetObject>& objects, std::vector<Item>& items) const
{
    std::size_t label = 0;
    for (const auto& object : objects) {
        items.push_back({&object, nullptr, label});
        label += isRidden(object.look.kind) ? 2 : 1;
    }
    for (const auto& prop : m_layout.props)
        items.push_back({nullptr, &prop, 0});
}

cv::Rect StreetStage::reach(const StreetLight& light, const StreetObject& object) const
{
    const double height = heightOf(object);
    const Vec3 sun = light.sunDirection;
    const Vec2 drift = light.sun > 0.02 ? Vec2{-sun.x / sun.z, -sun.y / sun.z} * height : Vec2{};
    std::vector<Vec3> points;
    for (const Vec2& corner : footprintOf(object)) {
        points.push_back(at(corner, light.rain > 0.0 ? -0.85 * height : 0.0));
        points.push_back(at(corner, height));
        points.push_back(at(corner + drift, 0.0));
    }
    return m_view.bounds(points);
}

void StreetStage::gatherTouched(const StreetLight& light, const std::vector<StreetObject>& objects,
                                std::vector<Item>& items) const
{
    std::vector<cv::Rect> touched;
    std::size_t label = m_parked.size();
    for (std::size_t i = m_parked.size(); i < objects.size(); ++i) {
        items.push_back({&objects[i], nullptr, label});
        label += isRidden(objects[i].look.kind) ? 2 : 1;
        touched.push_back(reach(light, objects[i]));
    }
    const auto isTouched = [&](const cv::Rect& bounds) {
        return std::any_of(touched.begin(), touched.end(),
                           [&](const cv::Rect& other) { return !(other & bounds).empty(); });
    };
    std::vector<bool> isIn(m_layout.props.size() + m_parked.size(), false);
    for (bool found = true; found;) {
        found = false;
        for (std::size_t i = 0; i < isIn.size(); ++i) {
            const bool isProp = i < m_layout.props.size();
            const std::size_t number = isProp ? i : i - m_layout.props.size();
            const cv::Rect& bounds = isProp ? m_propBounds[number] : m_parked[number].bounds;
            const bool changes = isProp && m_layout.props[number].signal >= 0;
            if (isIn[i] || !(changes || isTouched(bounds)))
                continue;
            isIn[i] = found = true;
            touched.push_back(bounds);
            items.push_back(isProp ? Item{nullptr, &m_layout.props[number], 0}
                                   : Item{&objects[number], nullptr, number});
        }
    }
}

void StreetStage::paintItem(StreetPainter& painter, const Item& item, std::vector<StreetLabel>& labels, double seconds)
{
    if (item.prop)
        repaintProp(painter, *item.prop, seconds);
    else
        paintObject(painter, item, labels);
}

void StreetStage::paintObject(StreetPainter& painter, const Item& item, std::vector<StreetLabel>& labels)
{
    const StreetObject& object = *item.object;
    painter.setObject(static_cast<std::uint16_t>(item.label + 1));
    if (object.look.kind == StreetClass::Person)
        paintPerson(painter, object.frame.origin, object.frame.ahead, object.look.look, object.stride, object.walking);
    else
        paintVehicle(painter, object.frame, object.look, lightsOf(object, painter));
    m_touched.push_back(painter.bounds());
    if (item.label >= m_parked.size())
        labels[item.label].whole = painter.wholeArea();
    if (!isRidden(object.look.kind))
        return;
    painter.setObject(static_cast<std::uint16_t>(item.label + 2));
    paintRider(painter, object.frame, object.look, object.stride);
    m_touched.push_back(painter.bounds());
    labels[item.label + 1].whole = painter.wholeArea();
}

/// The scenery holds all props; only over what was painted since must they be painted again.
void StreetStage::repaintProp(StreetPainter& painter, const Prop& prop, double seconds)
{
    const cv::Rect& bounds = m_propBounds[static_cast<std::size_t>(&prop - m_layout.props.data())];
    const auto isTouched = [&](const cv::Rect& other) { return !(other & bounds).empty(); };
    if (!m_layout.detailed && prop.signal < 0 && std::none_of(m_touched.begin(), m_touched.end(), isTouched))
        return;
    const bool isGreen = prop.signal >= 0 && m_layout.signals[static_cast<std::size_t>(prop.signal)].isGreen(seconds);
    painter.setObject(0);
    paintProp(painter, prop, isGreen);
    m_touched.push_back(bounds);
}

} // namespace jackdaw::datasets
