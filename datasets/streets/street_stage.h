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
    int whole = 0; ///< pixels that it would cover if nothing hid it; 0 where all of it is seen
};

/// Paints what moves over the scenery, and again what stands in front of it.
class StreetStage {
public:
    /// \p margin: pixels of the layers at each border that may be out of the picture.
    StreetStage(const StreetLayout& layout, const StreetView& view, const StreetScenery& scenery, int margin,
                StreetLayers& scratch);

    /// Paints \p objects, parked ones first, over a copy of \p backdrop; \p seconds is the signals' time.
    std::vector<StreetLabel> paint(const StreetLight& light, const StreetLayers& backdrop, StreetLayers& layers,
                                   const std::vector<StreetObject>& objects, double seconds);

private:
    /// Something to be painted: an object with its label, or a prop; what stands has a number among the stills.
    struct Item {
        const StreetObject* object = nullptr;
        const Prop* prop = nullptr;
        std::size_t number = 0;
        bool still = false;
    };

    void castShadows(StreetPainter& painter, const std::vector<StreetObject>& moving) const;
    void paintObject(StreetPainter& painter, const Item& item, bool isWhole, std::vector<StreetLabel>& labels);
    void paintProp(StreetPainter& painter, const Item& item, double seconds);
    /// Takes what stands from the scenery, where something was painted over it.
    void restore(const Item& item, const StreetLayers& backdrop, StreetLayers& layers) const;
    /// Where an item may be in the layers, and an object with its shadow and mirror image.
    cv::Rect body(const Item& item) const;
    cv::Rect reach(const StreetLight& light, const StreetObject& object) const;
    /// True if all of item \p i of \p order is seen: then nobody needs to know how much there is of it.
    bool isWholeSeen(const std::vector<cv::Rect>& bodies, const std::vector<std::size_t>& order, std::size_t i) const;
    std::vector<Item> gatherAll(const std::vector<StreetObject>& objects) const;
    /// Leaves out what stands where nothing moves.
    std::vector<Item> gatherTouched(const StreetLight& light, const std::vector<StreetObject>& objects);

    const StreetLayout& m_layout;
    const StreetView& m_view;
    cv::Rect m_inside; ///< what is in the picture however it sways
    std::size_t m_parked; ///< how many stand in the scenery
    std::vector<StreetScenery::Still> m_stills;
    std::vector<cv::Rect> m_touched; ///< parts of the layers that differ from the scenery
};

} // namespace jackdaw::datasets
