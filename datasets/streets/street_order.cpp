// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_order.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::datasets {

namespace {

double side(Vec2 a, Vec2 b, Vec2 p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

Vec2 middle(const std::vector<Vec2>& shape)
{
    Vec2 sum;
    for (const Vec2& corner : shape)
        sum = sum + corner;
    return sum * (1.0 / static_cast<double>(shape.size()));
}

/// +1 if a side of \p a parts it from \p b and the eye is on b's side (b hides a), -1 if the eye is on a's side.
int partedBy(const std::vector<Vec2>& a, const std::vector<Vec2>& b, Vec2 eye)
{
    const Vec2 inside = middle(a);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Vec2 p = a[i];
        const Vec2 q = a[(i + 1) % a.size()];
        const double own = side(p, q, inside);
        const bool parts =
            std::all_of(b.begin(), b.end(), [&](Vec2 corner) { return side(p, q, corner) * own <= 0.0; });
        if (parts)
            return side(p, q, eye) * own <= 0.0 ? 1 : -1;
    }
    return 0;
}

/// True if \p a must be painted before \p b.
bool isBehind(const std::vector<Vec2>& a, const std::vector<Vec2>& b, Vec2 eye, bool otherwise)
{
    if (const int found = partedBy(a, b, eye))
        return found > 0;
    if (const int found = partedBy(b, a, eye))
        return found < 0;
    return otherwise;
}

} // namespace

std::vector<std::size_t> paintingOrder(const std::vector<std::vector<Vec2>>& footprints, const StreetView& view)
{
    const Vec2 eye{view.eye().x, view.eye().y};
    std::vector<double> depths;
    for (const auto& shape : footprints)
        depths.push_back(view.depth(at(middle(shape), 0.0)));
    std::vector<std::size_t> waiting(footprints.size());
    std::iota(waiting.begin(), waiting.end(), std::size_t{0});
    std::sort(waiting.begin(), waiting.end(), [&](auto a, auto b) { return depths[a] > depths[b]; });
    std::vector<std::size_t> order;
    while (!waiting.empty()) {
        // The farthest one that nothing else must precede; a circle is cut at its farthest.
        const auto isFree = [&](std::size_t candidate) {
            return std::none_of(waiting.begin(), waiting.end(), [&](std::size_t other) {
                return other != candidate
                    && !isBehind(footprints[candidate], footprints[other], eye, depths[candidate] >= depths[other]);
            });
        };
        auto next = std::find_if(waiting.begin(), waiting.end(), isFree);
        if (next == waiting.end())
            next = waiting.begin();
        order.push_back(*next);
        waiting.erase(next);
    }
    return order;
}

} // namespace jackdaw::datasets
