// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/accuracy.h"

#include <algorithm>

namespace jackdaw::vision {

std::uint32_t objectsIn(std::span<const ClassCounts> counts)
{
    std::uint32_t objects = 0;
    for (const ClassCounts& count : counts)
        objects += count.truePositives + count.falseNegatives;
    return objects;
}

std::optional<Accuracy> f1(std::span<const ClassCounts> counts)
{
    if (objectsIn(counts) == 0)
        return std::nullopt;
    double right = 0.0;
    double wrong = 0.0;
    for (const ClassCounts& count : counts) {
        right += count.truePositives;
        wrong += static_cast<double>(count.falsePositives) + count.falseNegatives;
    }
    return Accuracy{2.0 * right / (2.0 * right + wrong)};
}

void add(std::vector<ClassCounts>& sum, std::span<const ClassCounts> more)
{
    sum.resize(std::max(sum.size(), more.size()));
    for (std::size_t i = 0; i < more.size(); ++i) {
        sum[i].truePositives += more[i].truePositives;
        sum[i].falsePositives += more[i].falsePositives;
        sum[i].falseNegatives += more[i].falseNegatives;
    }
}

} // namespace jackdaw::vision
