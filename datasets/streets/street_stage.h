// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_scenery.h"

#include <cstdint>
#include <vector>

namespace jackdaw::datasets {

/// What has a label of its own: an object, or who rides it. Label i has the number i + 1 in the layers.
struct StreetLabel {
    StreetClass kind = StreetClass::Person;
    std::uint32_t track = 0;
    int whole = 0; ///< pixels that it would cover if nothing hid it
};

/// Paints what moves over the scenery, and again what stands in front of it.
class StreetStage {
public:
    StreetStage(const StreetLayout& layout, const StreetView& view, const StreetScenery& scenery,
                StreetLayers& scratch);

    /// Paints \p objects, parked ones first, over a copy of the scenery; \p seconds is the signals' time.
    std::vector<StreetLabel> paint(const StreetLight& light, StreetLayers& layers,
                                   const std::vector<StreetObject>& objects, double seconds);

private:
    /// Something to be painted: an object with its label, or a prop.
    struct Item {
        const StreetObject* object = nullptr;
        const Prop* prop = nullptr;
        std::size_t label = 0;
    };

    void castShadows(StreetPainter& painter, const std::vector<StreetObject>& moving) const;
    void paintItem(StreetPainter& painter, const Item& item, std::vector<StreetLabel>& labels, double seconds);
    void paintObject(StreetPainter& painter, const Item& item, std::vector<StreetLabel>& labels);
    void repaintProp(StreetPainter& painter, const Prop& prop, double seconds);
    /// Where an object and its shadow may be in the layers.
    cv::Rect reach(const StreetLight& light, const StreetObject& object) const;
    void gatherAll(const std::vector<StreetObject>& objects, std::vector<Item>& items) const;
    /// Leaves out what stands where nothing moves.
    void gatherTouched(const StreetLight& light, const std::vector<StreetObject>& objects,
                       std::vector<Item>& items) const;

    const StreetLayout& m_layout;
    const StreetView& m_view;
    const StreetScenery& m_scenery;
    std::vector<cv::Rect> m_propBounds;
    std::vector<StreetScenery::Extent> m_parked;
    std::vector<cv::Rect> m_touched; ///< parts of the layers that differ from the scenery
};

} // namespace jackdaw::datasets
