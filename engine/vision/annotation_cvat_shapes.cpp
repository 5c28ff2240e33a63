// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_cvat_shapes.h"

#include "engine/vision/annotation_xml.h"

#include <algorithm>

namespace jackdaw::vision {
namespace {

using BoxOrFault = tl::expected<Box, std::string>;

void widen(std::optional<Box>& box, float x, float y)
{
    if (!box)
        box = Box{x, y, x, y};
    *box = {std::min(box->x1, x), std::min(box->y1, y), std::max(box->x2, x), std::max(box->y2, y)};
}

BoxOrFault plainBox(const pugi::xml_node& node)
{
    const auto x1 = numberOf(node.attribute("xtl"));
    const auto y1 = numberOf(node.attribute("ytl"));
    const auto x2 = numberOf(node.attribute("xbr"));
    const auto y2 = numberOf(node.attribute("ybr"));
    if (!x1 || !y1 || !x2 || !y2 || *x2 < *x1 || *y2 < *y1)
        return tl::unexpected<std::string>(
            "xtl, ytl, xbr and ybr of a box must be numbers with xtl <= xbr and ytl <= ybr");
    return Box{*x1, *y1, *x2, *y2};
}

/// "100,20;120,20;120,50"
BoxOrFault aroundPoints(std::string_view text, std::optional<Box> box)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view point = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t comma = point.find(',');
        const auto x = parseFinite(point.substr(0, comma));
        const auto y = comma == std::string_view::npos ? std::nullopt : parseFinite(point.substr(comma + 1));
        if (!x || !y)
            return tl::unexpected<std::string>("attribute 'points' of a shape must be like '100,20;120,50'");
        widen(box, *x, *y);
    }
    if (!box)
        return tl::unexpected<std::string>("the shape has no points");
    return *box;
}

/// A joint that is outside of the picture has a place all the same, which counts only where no joint is inside.
BoxOrFault aroundSkeleton(const pugi::xml_node& node)
{
    std::optional<Box> box;
    for (const bool withOutside : {false, true}) {
        for (const pugi::xml_node& points : node.children("points")) {
            if (!withOutside && std::string_view(points.attribute("outside").value()) == "1")
                continue;
            const auto wider = aroundPoints(points.attribute("points").value(), box);
            if (!wider)
                return wider;
            box = *wider;
        }
        if (box)
            return *box;
    }
    return tl::unexpected<std::string>("the skeleton has no points");
}

BoxOrFault aroundEllipse(const pugi::xml_node& node)
{
    const auto x = numberOf(node.attribute("cx"));
    const auto y = numberOf(node.attribute("cy"));
    const auto across = numberOf(node.attribute("rx"));
    const auto down = numberOf(node.attribute("ry"));
    if (!x || !y || !across || !down || *across < 0.0F || *down < 0.0F)
        return tl::unexpected<std::string>("cx, cy, rx and ry of an ellipse must be numbers");
    return Box{*x - *across, *y - *down, *x + *across, *y + *down};
}

BoxOrFault aroundCuboid(const pugi::xml_node& node)
{
    std::optional<Box> box;
    for (const char* const corner : {"tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2"}) {
        const auto x = numberOf(node.attribute((std::string("x") + corner).c_str()));
        const auto y = numberOf(node.attribute((std::string("y") + corner).c_str()));
        if (!x || !y)
            return tl::unexpected<std::string>("the corners of a cuboid must be numbers");
        widen(box, *x, *y);
    }
    return *box;
}

BoxOrFault aroundMask(const pugi::xml_node& node)
{
    const auto left = numberOf(node.attribute("left"));
    const auto top = numberOf(node.attribute("top"));
    const auto width = numberOf(node.attribute("width"));
    const auto height = numberOf(node.attribute("height"));
    if (!left || !top || !width || !height || *width < 0.0F || *height < 0.0F)
        return tl::unexpected<std::string>("left, top, width and height of a mask must be numbers");
    return Box{*left, *top, *left + *width, *top + *height};
}

tl::expected<CvatShape, std::string> named(const char* kind, const BoxOrFault& box)
{
    if (!box)
        return tl::unexpected(box.error());
    return CvatShape{kind, *box, 0.0F};
}

} // namespace

tl::expected<CvatShape, std::string> cvatShape(const pugi::xml_node& node)
{
    const std::string_view kind = node.name();
    if (kind == "box") {
        const auto box = plainBox(node);
        const auto rotation = numberOf(node.attribute("rotation"));
        if (box && rotation && *rotation != 0.0F)
            return CvatShape{"turned boxes", *box, *rotation};
        return named("box", box);
    }
    if (kind == "polygon" || kind == "polyline" || kind == "points")
        return named(kind == "points"        ? "points"
                         : kind == "polygon" ? "polygons"
                                             : "polylines",
                     aroundPoints(node.attribute("points").value(), std::nullopt));
    if (kind == "skeleton")
        return named("skeletons", aroundSkeleton(node));
    if (kind == "ellipse")
        return named("ellipses", aroundEllipse(node));
    if (kind == "cuboid")
        return named("cuboids", aroundCuboid(node));
    if (kind == "mask")
        return named("masks", aroundMask(node));
    if (kind == "tag")
        return CvatShape{"tags", std::nullopt, 0.0F};
    return tl::unexpected("a shape '" + std::string(kind) + "' is not known");
}

} // namespace jackdaw::vision
