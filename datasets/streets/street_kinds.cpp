// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_kinds.h"

#include <algorithm>

namespace jackdaw::datasets {

const std::vector<std::string>& streetClassNames()
{
    static const std::vector<std::string> names{"person", "car",        "bus",     "truck",
                                                "van",    "motorcycle", "bicycle", "train"};
    return names;
}

const std::vector<std::string>& streetKindNames()
{
    static const std::vector<std::string> names{
        "high-street", "crossroads", "bus-stop",      "bridge",        "roundabout",     "tram-avenue", "car-park",
        "narrow-lane", "motorway",   "school-street", "market-square", "petrol-station", "ring-road",   "footbridge"};
    return names;
}

std::string_view streetKindName(StreetKind kind)
{
    return streetKindNames()[static_cast<std::size_t>(kind)];
}

std::optional<StreetKind> streetKindOf(std::string_view name)
{
    const auto& names = streetKindNames();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<StreetKind>(found - names.begin());
}

const std::vector<StreetKind>& demoKinds()
{
    static const std::vector<StreetKind> kinds{StreetKind::HighStreet, StreetKind::Crossroads, StreetKind::BusStop,
                                               StreetKind::Bridge};
    return kinds;
}

const std::vector<StreetKind>& trainingKinds()
{
    static const std::vector<StreetKind> kinds = [] {
        std::vector<StreetKind> rest;
        for (std::size_t i = demoKinds().size(); i < streetKindNames().size(); ++i)
            rest.push_back(static_cast<StreetKind>(i));
        return rest;
    }();
    return kinds;
}

} // namespace jackdaw::datasets
