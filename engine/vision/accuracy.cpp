// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/accuracy.h"

#include <algorithm>

namespace jackdaw::vision {

Accuracy f1(std::span<const ClassCounts> counts)
{
    double right = 0.0;
    double wrong = 0.0;
    for (const ClassCounts& count : counts) {
        right += count.truePositives;
        wrong += static_cast<double>(count.falsePositives) + count.falseNegatives;
    }
    const double all = 2.0 * right + wrong;
    return {all > 0.0 ? 2.0 * right / all : 0.0};
}

Accuracy balancedF1(std::span<const ClassCounts> counts)
{
    double sum = 0.0;
    int classes = 0;
    for (const ClassCounts& count : counts) {
        if (count.truePositives + count.falseNegatives == 0)
            continue;
        sum += f1(std::span(&count, 1)).value;
        ++classes;
    }
    return {classes > 0 ? sum / classes : 0.0};
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
