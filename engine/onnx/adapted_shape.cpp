// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/adapted_shape.h"

#include "engine/onnx/node_call.h"

namespace jackdaw::onnx {
namespace {

/// Neighbouring extents of both shapes with the same product.
struct Group {
    std::size_t beginBefore, endBefore;
    std::size_t beginTarget, endTarget;
};

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end)
{
    std::int64_t result = 1;
    for (std::size_t i = begin; i < end; ++i)
        result *= shape[i];
    return result;
}

/// The smallest groups, from the first extent on; extents of one at the end join the last group.
std::vector<Group> groupsOf(const Shape& before, const Shape& target)
{
    std::vector<Group> groups;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() && j < target.size()) {
        Group group{i, i + 1, j, j + 1};
        std::int64_t left = before[i++];
        std::int64_t right = target[j++];
        while (left != right && (left < right ? i < before.size() : j < target.size())) {
            if (left < right)
                left *= before[i++];
            else
                right *= target[j++];
        }
        group.endBefore = i;
        group.endTarget = j;
        groups.push_back(group);
    }
    if (!groups.empty()) {
        groups.back().endBefore = before.size();
        groups.back().endTarget = target.size();
    }
    return groups;
}

} // namespace

std::optional<std::size_t> adaptableInput(const Node& node, std::size_t inputs)
{
    constexpr std::size_t kSizesOfResize = 3;
    if (node.type == "Reshape" && inputs > 1)
        return 1;
    if (node.type == "Resize" && inputs > kSizesOfResize && !node.inputs[kSizesOfResize].empty())
        return kSizesOfResize;
    return std::nullopt;
}

Shape adaptedShape(const Shape& before, const Shape& target, const Shape& now)
{
    if (before.size() != now.size())
        throw OperatorError("is given " + shapeText(now) + " where " + shapeText(before) + " was meant");
    Shape adapted = target;
    for (const Group& group : groupsOf(before, target)) {
        const std::int64_t had = product(before, group.beginBefore, group.endBefore);
        const std::int64_t has = product(now, group.beginBefore, group.endBefore);
        if (had == has)
            continue;
        if (group.endTarget - group.beginTarget != 1)
            throw OperatorError("shapes " + shapeText(before) + " as " + shapeText(target)
                                + ", which cannot be done for " + shapeText(now));
        adapted[group.beginTarget] = has;
    }
    return adapted;
}

Shape scaledShape(const Shape& before, const Shape& target, const Shape& now)
{
    if (before.size() != now.size() || target.size() != now.size())
        throw OperatorError("is given " + shapeText(now) + " where " + shapeText(before) + " was meant");
    Shape scaled = target;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (before[i] < 1)
            throw OperatorError("scales an extent of " + std::to_string(before[i]));
        scaled[i] = now[i] * target[i] / before[i];
    }
    return scaled;
}

} // namespace jackdaw::onnx
