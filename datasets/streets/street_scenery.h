// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"
#include "datasets/streets/street_traffic.h"

#include <cstdint>

namespace jackdaw::datasets {

/// What never moves: sky, ground, houses, props and parked vehicles. What stands in front must be painted again over
/// what moves behind it.
class StreetScenery {
public:
    /// Object i of \p parked has the number i + 1 in the layers.
    StreetScenery(const StreetLayout& layout, const StreetView& view, std::vector<StreetObject> parked,
                  std::uint32_t camera, std::uint64_t seed);

    /// Paints all of it in \p light over \p layers.
    void paint(const StreetLight& light, StreetLayers& layers) const;
    /// Where something that stands is in the layers.
    struct Still {
        cv::Rect bounds;
        cv::Mat mask; ///< within the bounds
        int whole = 0; ///< pixels that it would cover if nothing hid it
    };
    /// Of each of the layout's props, then of each parked vehicle; paints over \p scratch to find out.
    std::vector<Still> stills(StreetLayers& scratch) const;
    const std::vector<StreetObject>& parked() const { return m_parked; }

private:
    void castShadows(StreetPainter& painter) const;
    void paintStanding(StreetPainter& painter) const;
    /// Wet ground is darker, and mirrors the sky where it is seen at a flat angle.
    void wetGround(const StreetLight& light, StreetLayers& layers) const;
    /// What is painted so far disappears into fog with its distance, row by row.
    void fogGround(const StreetLight& light, StreetLayers& layers) const;
    void paintSky(const StreetLight& light, StreetLayers& layers) const;
    void paintSkyline(StreetPainter& painter) const;
    void paintGround(StreetPainter& painter) const;

    const StreetLayout& m_layout;
    const StreetView& m_view;
    std::vector<StreetObject> m_parked;
    std::uint32_t m_camera;
    std::uint64_t m_seed;
    cv::Mat m_clouds; ///< 8 bits, 255 where a cloud is thick
    cv::Mat m_grain; ///< RGB factors, 128 is 1
    cv::Mat m_puddles; ///< 8 bits, 255 where water stands
};

/// One house with windows, door, shop front and roof.
void paintBuilding(StreetPainter& painter, const Building& house);

/// A tree, lamp, signal ... with its shadow left out.
void paintProp(StreetPainter& painter, const Prop& prop, bool isGreen);
/// For shadows and for the order of painting.
std::vector<Vec2> footprintOf(const StreetObject& object);
std::vector<Vec2> propFootprint(const Prop& prop);
void shadeProp(StreetPainter& painter, const Prop& prop);
/// The lights that an object shows.
Lights lightsOf(const StreetObject& object, const StreetPainter& painter);
/// What a wet road mirrors of an upright thing darkens the sky that it would mirror else.
void mirrorOnGround(StreetPainter& painter, std::span<const Vec2> footprint, double height);

} // namespace jackdaw::datasets
