// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/neighbours.h"

#include <algorithm>
#include <array>

namespace jackdaw::profiling {
namespace {

constexpr std::array<std::string_view, 3> kTraining{"train", "activations", "threshold"};
constexpr std::array<std::string_view, 3> kInference{"infer", "label", "prepare"};

template <std::size_t Count>
bool isOneOf(const std::array<std::string_view, Count>& kinds, std::string_view kind)
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

} // namespace

double besideNeighbours(std::string_view shape, Share busy)
{
    const double part = std::clamp(busy.value, 0.0, 1.0);
    const std::string_view kind = shape.substr(0, shape.find('/'));
    if (isOneOf(kTraining, kind))
        return 1.0 - 0.25 * part;
    if (!isOneOf(kInference, kind))
        return 1.0;
    return std::max(1.0 - 0.85 * part, 0.8 - 0.2 * part);
}

} // namespace jackdaw::profiling
