// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/classification.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/class_bits.h"

#include <algorithm>

namespace jackdaw::vision {
namespace {

struct Pair {
    float overlap = 0.0F;
    std::size_t region = 0;
    std::size_t object = 0;
};

/// The closest first; equal ones in the order of regions, then of objects.
std::vector<Pair> closePairs(const std::vector<Detection>& regions, const FrameLabels& reference, float minimumOverlap)
{
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < regions.size(); ++i)
        for (std::size_t k = 0; k < reference.size(); ++k)
            if (const float found = overlap(regions[i].box, reference[k].box); found >= minimumOverlap && found > 0.0F)
                pairs.push_back({found, i, k});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.overlap > b.overlap; });
    return pairs;
}

} // namespace

NamedObjects matchNames(const std::vector<Detection>& regions, const FrameLabels& reference, std::size_t classes,
                        const MatchOptions& options)
{
    NamedObjects named;
    named.counts.resize(classes);
    const std::uint32_t known = classes >= kMaximumClasses ? ~0U : classBit(static_cast<std::uint32_t>(classes)) - 1U;
    const auto expected = [&](const LabelledObject& object) {
        return object.allowedClasses & options.coveredClasses & known;
    };
    for (const LabelledObject& object : reference)
        named.uncovered += expected(object) != 0 ? 1 : 0;
    std::vector<bool> regionTaken(regions.size(), false);
    std::vector<bool> objectTaken(reference.size(), false);
    for (const Pair& pair : closePairs(regions, reference, options.minimumOverlap)) {
        if (regionTaken[pair.region] || objectTaken[pair.object])
            continue;
        regionTaken[pair.region] = objectTaken[pair.object] = true;
        const std::uint32_t bits = expected(reference[pair.object]);
        if (bits == 0)
            continue;
        --named.uncovered;
        const std::uint32_t name = regions[pair.region].label.value;
        if ((bits & classBit(name)) != 0) {
            ++named.counts[name].truePositives;
            continue;
        }
        ++named.counts[firstClass(bits)].falseNegatives;
        if (name < classes)
            ++named.counts[name].falsePositives;
    }
    return named;
}

} // namespace jackdaw::vision
