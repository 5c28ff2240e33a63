// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"

#include <cstdint>

namespace jackdaw::datasets {

/// What never moves: sky, ground, houses and props. A prop must be painted again over what moves behind it.
class StreetScenery {
public:
    StreetScenery(const StreetLayout& layout, const StreetView& view, std::uint32_t camera, std::uint64_t seed);

    /// Paints all of it in \p light over \p layers.
    void paint(const StreetLight& light, StreetLayers& layers) const;
    /// Where each of the layout's props is in the layers; paints over \p scratch to find out.
    std::vector<cv::Rect> propBounds(StreetLayers& scratch) const;

private:
    void paintSky(const StreetLight& light, StreetLayers& layers) const;
    void paintSkyline(StreetPainter& painter) const;
    void paintGround(StreetPainter& painter) const;

    const StreetLayout& m_layout;
    const StreetView& m_view;
    std::uint32_t m_camera;
    std::uint64_t m_seed;
    cv::Mat m_clouds; ///< 8 bits, 255 where a cloud is thick
    cv::Mat m_grain; ///< RGB factors, 128 is 1
};

/// One house with windows, door, shop front and roof.
void paintBuilding(StreetPainter& painter, const Building& house);

/// A tree, lamp, signal ... with its shadow left out.
void paintProp(StreetPainter& painter, const Prop& prop, bool isGreen);
/// Footprint and height for shadows and for the order of painting.
std::vector<Vec2> propFootprint(const Prop& prop);
void shadeProp(StreetPainter& painter, const Prop& prop);

} // namespace jackdaw::datasets
