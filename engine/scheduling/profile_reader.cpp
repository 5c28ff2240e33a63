// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/profile_reader.h"

#include <algorithm>

namespace jackdaw::scheduling {

using json::Object;
using json::Place;
using json::Range;

namespace {

constexpr std::size_t kMostNumbers = 10'000;
constexpr std::size_t kMostAlternatives = 100;
constexpr Range kFraction{0.0, 1.0};
constexpr Range kDemand{0.0, 1e6};

void readOffset(Object& fields, ServingCurve& curve)
{
    const bool both = curve.server == Server::Both;
    if (fields.has("offset") != both && !fields.faulty("server"))
        return fields.refuse("offset", "given where both serve, and only there");
    if (!both)
        return;
    curve.offset = fields.numbers("offset", 1, kMostNumbers, kFraction);
    fields.mustMatch("offset", curve.offset.size(), "subsampling", curve.subsampling.size());
    for (std::size_t i = 0; i < std::min(curve.offset.size(), curve.factor.size()); ++i)
        if (curve.offset[i] + curve.factor[i] > 1.0)
            return fields.refuse("offset", "at most 1 together with \"factor\"");
}

ServingCurve readServing(const Place& place, const ProfileRanges& ranges)
{
    Object fields(place);
    ServingCurve curve;
    curve.server = static_cast<Server>(fields.choice("server", serverNames(), 0));
    curve.moved = fields.boolean("moved", false);
    curve.moving = Share{fields.number("moving", kDemand, 0.0)};
    if (!curve.moved && curve.moving.value > 0.0)
        fields.refuse("moving", "0 where boxes are not moved");
    curve.fullRateDemand = Share{fields.number("full_rate_demand", ranges.demand)};
    curve.subsampling = fields.numbers("subsampling", 1, kMostNumbers, ranges.points);
    fields.mustRise("subsampling", curve.subsampling);
    curve.factor = fields.numbers("factor", 1, kMostNumbers, kFraction);
    fields.mustMatch("factor", curve.factor.size(), "subsampling", curve.subsampling.size());
    readOffset(fields, curve);
    fields.finish();
    return curve;
}

} // namespace

const std::vector<std::string>& serverNames()
{
    static const std::vector<std::string> names{"student", "teacher", "both"};
    return names;
}

const std::vector<std::string>& jobKindNames()
{
    static const std::vector<std::string> names{"inference", "labelling", "profiling", "retraining", "evaluation"};
    return names;
}

InferenceProfile readProfile(Object fields, const ProfileRanges& ranges)
{
    InferenceProfile profile;
    profile.fullRateDemand = Share{fields.number("full_rate_demand", kDemand)};
    const std::string points = fields.has("shares") ? "shares" : "subsampling";
    std::vector<double>& values = fields.has("shares") ? profile.shares : profile.subsampling;
    values = fields.numbers(points, 1, kMostNumbers, ranges.points);
    fields.mustRise(points, values);
    profile.factor = fields.numbers("factor", 1, kMostNumbers, kFraction);
    fields.mustMatch("factor", profile.factor.size(), points, values.size());
    fields.array("alternatives", 1, kMostAlternatives, false,
                 [&](const Place& element) { profile.alternatives.push_back(readServing(element, ranges)); });
    const auto inTurn = std::count_if(profile.alternatives.begin(), profile.alternatives.end(),
                                      [](const ServingCurve& curve) { return curve.server == Server::Both; });
    if (inTurn > 1)
        fields.refuse("alternatives", "at most one where both serve");
    fields.finish();
    return profile;
}

} // namespace jackdaw::scheduling
